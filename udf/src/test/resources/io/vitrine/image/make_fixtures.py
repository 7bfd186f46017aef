"""Renders the pictures beside this file and what Pillow makes of each of them.

    python make_fixtures.py

Needs Pillow and numpy (written with Pillow 12.3). `X.ext` is a picture; `X.ext.expected.png` is the
64 x 64 square a model should see: upright, over white, scaled to fit with Pillow's bicubic filter,
centred on white. `resize-*.png` are pairs for the filter alone.
"""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageOps

HERE = Path(__file__).parent
SIDE = 64


def product(width, height, seed=7):
    """A picture with what real ones have: soft shading, hard edges, fine stripes, saturated colours."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    u, v = x / width, y / height
    rgb = np.stack([205 + 40 * u, 215 - 30 * v, 225 - 60 * u * v], axis=-1)
    picture = Image.fromarray(rgb.clip(0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    box = lambda a, b, c, d: [a * width, b * height, c * width, d * height]
    draw.rectangle(box(0.08, 0.15, 0.45, 0.9), fill=(190, 30, 45))
    draw.ellipse(box(0.5, 0.1, 0.95, 0.6), fill=(20, 90, 170), outline=(10, 10, 10), width=3)
    draw.polygon(
        [(0.55 * width, 0.95 * height), (0.75 * width, 0.65 * height), (0.95 * width, 0.95 * height)],
        fill=(30, 140, 60),
    )
    for i in range(12):
        a = 0.1 + i * 0.028
        draw.line([(a * width, 0.2 * height), (a * width, 0.85 * height)], fill=(245, 235, 200), width=2)
    rgb = np.asarray(picture).astype(np.float32)
    rgb += 18 * np.sin(u * 9)[..., None] * np.cos(v * 7)[..., None]
    rgb += np.random.default_rng(seed).normal(0, 2, (height, width, 1))
    return Image.fromarray(rgb.clip(0, 255).astype(np.uint8))


def over_white(picture):
    if "A" in picture.getbands() or "transparency" in picture.info:
        rgba = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba).convert("RGB")
    if picture.mode.startswith("I"):  # 16-bit gray, which convert("RGB") would clip
        gray = np.asarray(picture).astype(np.uint32)
        return Image.fromarray(((gray + 128) // 257).astype(np.uint8)).convert("RGB")
    return picture.convert("RGB")


def fit(size, side):
    longest = max(size)
    return tuple(max(1, (2 * length * side + longest) // (2 * longest)) for length in size)


def square(picture, side=SIDE):
    picture = over_white(ImageOps.exif_transpose(picture))
    small = picture.resize(fit(picture.size, side), Image.Resampling.BICUBIC)
    out = Image.new("RGB", (side, side), "white")
    out.paste(small, ((side - small.width) // 2, (side - small.height) // 2))
    return out


def write(name, data):
    (HERE / name).write_bytes(data)
    with Image.open(io.BytesIO(data)) as picture:
        square(picture).save(HERE / (name + ".expected.png"), optimize=True)


def save(name, picture, **options):
    out = io.BytesIO()
    form = {"jpg": "JPEG"}.get(name.rsplit(".", 1)[1], name.rsplit(".", 1)[1].upper())
    picture.save(out, form, **options)
    write(name, out.getvalue())
    return out.getvalue()


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width, height, depth, colour, rows, extra=b""):
    """A PNG of the kinds that Pillow does not write: rows are bytes without their filter byte."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


def ink(picture):
    rgb = np.asarray(picture).astype(np.float32) / 255
    k = 1 - rgb.max(axis=-1, keepdims=True)
    cmy = (1 - rgb - k) / np.maximum(1 - k, 1e-6)
    return (np.concatenate([cmy, k], axis=-1) * 255).round().astype(np.uint8)


def jpegs():
    small, large = product(160, 120), product(640, 480)
    save("baseline.jpg", small, quality=88)
    save("large.jpg", large, quality=60)
    save("progressive.jpg", large, quality=60, progressive=True)
    save("gray.jpg", small.convert("L"), quality=85)
    save("restart.jpg", small, quality=80, restart_marker_rows=1)
    cmyk = save("cmyk.jpg", Image.frombytes("CMYK", small.size, ink(small).tobytes()), quality=88)

    # YCCK is CMYK with its first three (inverted) inks taken for R G B and stored as Y Cb Cr; Pillow
    # inverts what it writes and always calls it plain CMYK, so both are undone here
    inks = ink(small)
    ycc = np.asarray(Image.fromarray(np.ascontiguousarray(inks[..., :3])).convert("YCbCr"))
    planes = np.concatenate([255 - ycc, inks[..., 3:]], axis=-1)
    out = io.BytesIO()
    Image.frombytes("CMYK", small.size, planes.tobytes()).save(out, "JPEG", quality=88)
    ycck = bytearray(out.getvalue())
    ycck[ycck.index(b"Adobe") + 11] = 2
    write("ycck.jpg", bytes(ycck))
    assert cmyk[cmyk.index(b"Adobe") + 11] == 0

    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        save(f"orientation-{orientation}.jpg", product(100, 60), quality=85, exif=exif)


def pngs():
    small = product(120, 90)
    alpha = np.zeros((90, 120), np.uint8)
    alpha[10:80, 10:110] = np.linspace(40, 255, 100).astype(np.uint8)
    rgba = small.copy()
    rgba.putalpha(Image.fromarray(alpha))
    save("rgb.png", small.quantize(64).convert("RGB"), optimize=True)
    save("alpha.png", rgba.quantize(96).convert("RGBA"), optimize=True)
    save("palette.png", small.quantize(32), optimize=True)
    palette = small.quantize(16)
    save("palette-alpha.png", palette, transparency=bytes([0, 64, 128, 255] * 4), optimize=True)
    save("palette-key.png", palette, transparency=3, optimize=True)
    gray = small.convert("L").quantize(32).convert("L")
    save("gray.png", gray, optimize=True)
    save("gray-key.png", gray, transparency=int(np.asarray(gray)[60, 30]), optimize=True)
    la = gray.convert("LA")
    la.putalpha(Image.fromarray(alpha))
    save("gray-alpha.png", la, optimize=True)
    save("bilevel.png", small.convert("1", dither=Image.Dither.NONE), optimize=True)
    exif = Image.Exif()
    exif[0x0112] = 6
    save("exif.png", palette, exif=exif, optimize=True)

    deep = (np.asarray(product(60, 40)).astype(np.uint16) * 257) & 0xFFE0
    big = lambda a: [row.astype(">u2").tobytes() for row in a]
    write("gray-16.png", png(60, 40, 16, 0, big(deep[..., 1])))
    write("rgb-16.png", png(60, 40, 16, 2, big(deep.reshape(40, -1))))
    fade = np.broadcast_to(np.linspace(0, 0xFFFF, 60).astype(np.uint16)[:, None], (40, 60, 1))
    write("alpha-16.png", png(60, 40, 16, 6, big(np.concatenate([deep, fade], -1).reshape(40, -1))))
    # the colour of the key stands in one corner only
    rgb = np.asarray(palette.convert("RGB"))
    key = struct.pack(">HHH", *[int(c) for c in rgb[60, 30]])
    write("rgb-key.png", png(120, 90, 8, 2, [row.tobytes() for row in rgb], chunk(b"tRNS", key)))


def others():
    small = product(120, 90)
    cut = small.copy()
    mask = Image.new("L", small.size, 0)
    ImageDraw.Draw(mask).ellipse([10, 5, 110, 85], fill=200)
    cut.putalpha(mask)
    save("lossy.webp", small, quality=80)
    save("lossless.webp", small.quantize(32).convert("RGB"), lossless=True)
    save("alpha.webp", cut, quality=80)
    save("alpha-lossless.webp", cut.quantize(48).convert("RGBA"), lossless=True)
    exif = Image.Exif()
    exif[0x0112] = 8
    save("exif.webp", small, quality=80, exif=exif)
    frames = [product(96, 72, seed).quantize(24) for seed in range(3)]
    frames[1] = ImageOps.invert(frames[1].convert("RGB")).quantize(24)
    save("animated.webp", small, save_all=True, append_images=[ImageOps.invert(small)], quality=70)
    save("animated.gif", frames[0], save_all=True, append_images=frames[1:], duration=50)
    save("still.gif", small.quantize(32))
    save("interlaced.gif", small.quantize(32), interlace=True)
    clear = small.quantize(16)
    save("key.gif", clear, transparency=int(np.asarray(clear)[60, 30]))
    save("rgb.bmp", product(60, 45))
    save("palette.bmp", small.quantize(64))
    save("gray.bmp", small.convert("L"))
    save("bilevel.bmp", small.convert("1"))
    top = bytearray((HERE / "rgb.bmp").read_bytes())  # rows from the top: a negative height
    offset = struct.unpack("<I", top[10:14])[0]
    rows = [top[offset + i * 180 : offset + (i + 1) * 180] for i in range(45)]
    top[22:26] = struct.pack("<i", -45)
    write("top-down.bmp", bytes(top[:offset]) + b"".join(bytes(row) for row in reversed(rows)))


def resizes():
    for width, height, side in [(97, 61, 32), (61, 150, 32), (20, 13, 48), (33, 33, 33), (300, 3, 32)]:
        picture = product(width, height).quantize(128).convert("RGB")
        picture.save(HERE / f"resize-{width}x{height}.png", optimize=True)
        square(picture, side).save(HERE / f"resize-{width}x{height}-to-{side}.png", optimize=True)


if __name__ == "__main__":
    for old in HERE.iterdir():
        if old.suffix in (".jpg", ".png", ".webp", ".gif", ".bmp"):
            old.unlink()
    jpegs()
    pngs()
    others()
    resizes()
