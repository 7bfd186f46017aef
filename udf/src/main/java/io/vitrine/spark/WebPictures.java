package io.vitrine.spark;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import io.vitrine.image.BoundedBytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.fs.Path;

/**
 * Fetches pictures over http and https from hosts that somebody has allowed. Redirects are not
 * followed, and a host whose name leads to this machine, to its neighbours on the link or to a
 * cloud's metadata is refused: such an answer would end up in a table.
 */
final class WebPictures {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** Metadata services outside the link-local range: Alibaba Cloud's, Azure's, Amazon's on IPv6. */
  private static final Set<String> METADATA =
      Set.of("100.100.100.200", "168.63.129.16", "fd00:ec2:0:0:0:0:0:254");

  private final Predicate<InetAddress> refused;
  private volatile HttpClient client;

  WebPictures() {
    this(WebPictures::leadsInside);
  }

  WebPictures(Predicate<InetAddress> refused) {
    this.refused = refused;
  }

  static boolean isWeb(Path path) {
    String scheme = String.valueOf(path.toUri().getScheme());
    return scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
  }

  /** Whether an address is this machine's, its link's, or a cloud's metadata. */
  static boolean leadsInside(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || METADATA.contains(address.getHostAddress());
  }

  byte[] fetch(String uri, long maxBytes) throws PictureException {
    try {
      URI address = URI.create(uri);
      requireOutside(address);
      HttpResponse<InputStream> response =
          client()
              .send(
                  HttpRequest.newBuilder(address).build(),
                  HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        if (response.statusCode() != 200) {
          throw new PictureException(
              code(response.statusCode()), uri + ": status " + response.statusCode());
        }

        return BoundedBytes.read(in, maxBytes);
      }
    } catch (IllegalArgumentException e) {
      throw new PictureException(ErrorCode.INPUT_INVALID, uri + " is no address", e);
    } catch (UnknownHostException e) {
      throw new PictureException(ErrorCode.FETCH_NOT_FOUND, uri + ": unknown host", e);
    } catch (HttpTimeoutException e) {
      throw new PictureException(ErrorCode.FETCH_TIMEOUT, uri + ": " + e.getMessage(), e);
    } catch (ConnectException e) {
      throw new PictureException(ErrorCode.FETCH_FAILED, uri + ": no connection", e);
    } catch (IOException e) {
      throw new PictureException(ErrorCode.FETCH_FAILED, uri + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PictureException(ErrorCode.FETCH_TIMEOUT, uri + ": interrupted", e);
    }
  }

  private void requireOutside(URI address) throws PictureException, UnknownHostException {
    if (address.getHost() == null) {
      throw new PictureException(ErrorCode.INPUT_INVALID, address + " names no host");
    }

    for (InetAddress resolved : InetAddress.getAllByName(address.getHost())) {
      if (refused.test(resolved)) {
        throw new PictureException(
            ErrorCode.FETCH_DENIED,
            address + " leads to " + resolved.getHostAddress() + ", which is no picture's place");
      }
    }
  }

  private static ErrorCode code(int status) {
    if (status == 404 || status == 410) {
      return ErrorCode.FETCH_NOT_FOUND;
    }

    boolean redirect = status >= 300 && status < 400;
    boolean refusal = status == 401 || status == 403;
    return redirect || refusal ? ErrorCode.FETCH_DENIED : ErrorCode.FETCH_FAILED;
  }

  private HttpClient client() {
    if (client == null) {
      synchronized (this) {
        if (client == null) {
          client =
              HttpClient.newBuilder()
                  .connectTimeout(CONNECT)
                  .followRedirects(HttpClient.Redirect.NEVER)
                  .build();
        }
      }
    }

    return client;
  }
}
