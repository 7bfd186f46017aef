"""Glm4v as two plain modules that TorchScript can compile.

Parameters carry the names and shapes of Hugging Face's ``Glm4vForConditionalGeneration``
(``model.visual.*`` -> :class:`Vision`, ``model.language_model.*`` and ``lm_head`` -> :class:`Decoder`),
so that a state dict goes both ways without a mapping. Control flow and shapes stay dynamic: any
batch, any row lengths. Checked token by token against ``generate`` in ``tests/test_parity.py``.

Shapes: B rows, S tokens, N picture tokens, D hidden size, V vocabulary, T cache length.
"""

from typing import Optional

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class RmsNorm(nn.Module):
    """Root mean square normalisation in fp32; the weight is applied after casting back."""

    eps: float

    def __init__(self, size: int, eps: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))
        self.eps = eps

    def forward(self, x: Tensor) -> Tensor:
        h = x.float()
        h = h * torch.rsqrt(h.pow(2).mean(-1, keepdim=True) + self.eps)
        return self.weight * h.to(x.dtype)


class VisionAttention(nn.Module):
    """Full attention over the patches of one picture, with 2-D rotary positions."""

    heads: int

    def __init__(self, hidden: int, heads: int, bias: bool) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden, bias=bias)
        self.proj = nn.Linear(hidden, hidden, bias=False)

    def rotate(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        f = x.float()
        a, b = f.chunk(2, -1)
        return (f * cos + torch.cat((-b, a), -1) * sin).to(x.dtype)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        o = F.scaled_dot_product_attention(self.rotate(q, cos, sin), self.rotate(k, cos, sin), v)
        return self.proj(o.transpose(1, 2).reshape(b, n, d))


class GatedMlp(nn.Module):
    """SwiGLU."""

    def __init__(self, size: int, inner: int) -> None:
        super().__init__()
        self.gate_proj = nn.Linear(size, inner, bias=False)
        self.up_proj = nn.Linear(size, inner, bias=False)
        self.down_proj = nn.Linear(inner, size, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class VisionBlock(nn.Module):
    def __init__(self, hidden: int, heads: int, inner: int, eps: float, bias: bool) -> None:
        super().__init__()
        self.norm1 = RmsNorm(hidden, eps)
        self.norm2 = RmsNorm(hidden, eps)
        self.attn = VisionAttention(hidden, heads, bias)
        self.mlp = GatedMlp(hidden, inner)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        x = x + self.attn(self.norm1(x), cos, sin)
        return x + self.mlp(self.norm2(x))


class PatchEmbed(nn.Module):
    def __init__(self, hidden: int, channels: int, temporal: int, patch: int) -> None:
        super().__init__()
        self.proj = nn.Conv3d(channels, hidden, (temporal, patch, patch), (temporal, patch, patch))


class Embeddings(nn.Module):
    def __init__(self, positions: int, hidden: int) -> None:
        super().__init__()
        self.position_embedding = nn.Embedding(positions, hidden)


class Merger(nn.Module):
    def __init__(self, size: int, inner: int) -> None:
        super().__init__()
        self.proj = nn.Linear(size, size, bias=False)
        self.post_projection_norm = nn.LayerNorm(size)
        self.gate_proj = nn.Linear(size, inner, bias=False)
        self.up_proj = nn.Linear(size, inner, bias=False)
        self.down_proj = nn.Linear(inner, size, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        x = F.gelu(self.post_projection_norm(self.proj(x)))
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class Vision(nn.Module):
    """The vision tower for pictures of one square size.

    ``forward`` takes uint8 pictures ``[B, side, side, 3]`` (R G B) and returns ``[B, N, D]`` with
    ``N = (side / patch / merge) ** 2``, in the order of the merged grid's rows.
    """

    patch: int
    merge: int
    grid: int
    temporal: int
    table: int

    def __init__(self, config, side: int, mean: list[float], std: list[float]) -> None:
        """``config`` is a ``Glm4vVisionConfig``; ``side`` is in pixels, a multiple of patch * merge."""
        super().__init__()
        self.patch = config.patch_size
        self.merge = config.spatial_merge_size
        self.temporal = config.temporal_patch_size
        self.grid = side // self.patch
        if self.grid * self.patch != side or self.grid % self.merge:
            raise ValueError(f"side {side} is not a multiple of {self.patch * self.merge}")
        hidden, out, eps = config.hidden_size, config.out_hidden_size, config.rms_norm_eps
        self.table = config.image_size // self.patch
        self.patch_embed = PatchEmbed(hidden, config.in_channels, self.temporal, self.patch)
        self.embeddings = Embeddings(self.table**2, hidden)
        self.post_conv_layernorm = RmsNorm(hidden, eps)
        self.blocks = nn.ModuleList(
            VisionBlock(hidden, config.num_heads, out, eps, config.attention_bias)
            for _ in range(config.depth)
        )
        self.post_layernorm = RmsNorm(hidden, eps)
        self.downsample = nn.Conv2d(hidden, out, self.merge, self.merge)
        self.merger = Merger(out, config.intermediate_size)

        # 2 x 2 blocks of patches stand together, as the merge wants them
        k = self.grid // self.merge
        index = torch.arange(self.grid**2).view(k, self.merge, k, self.merge).permute(0, 2, 1, 3).reshape(-1)
        row, col = index // self.grid, index % self.grid
        half = hidden // config.num_heads // 2
        inverse = 1.0 / (10000.0 ** (torch.arange(0, half, 2).float() / half))
        angle = torch.cat([row[:, None].float() * inverse, col[:, None].float() * inverse], -1)
        angle = torch.cat([angle, angle], -1)
        at = torch.stack((col, row), -1).float()
        self.register_buffer("cos", angle.cos(), persistent=False)
        self.register_buffer("sin", angle.sin(), persistent=False)
        self.register_buffer("sample_at", ((at + 0.5) / self.grid * 2 - 1)[None, :, None], persistent=False)
        self.register_buffer("mean", 255.0 * torch.tensor(mean), persistent=False)
        self.register_buffer("std", 255.0 * torch.tensor(std), persistent=False)

    def positions(self) -> Tensor:
        """The learned position table, sampled bicubically for this grid: ``[patches, hidden]``."""
        w = self.embeddings.position_embedding.weight
        grid = w.float().view(1, self.table, self.table, -1).permute(0, 3, 1, 2)
        at = F.grid_sample(grid, self.sample_at, mode="bicubic", align_corners=False, padding_mode="border")
        return at[0, :, :, 0].t().to(w.dtype)

    def forward(self, rgb: Tensor) -> Tensor:
        b, p, m, k = rgb.shape[0], self.patch, self.merge, self.grid // self.merge
        x = (rgb.float() - self.mean) / self.std
        x = x.view(b, k, m, p, k, m, p, 3).permute(0, 1, 4, 2, 5, 7, 3, 6)
        # the still picture stands in for every frame of the temporal patch
        x = x.unsqueeze(6).expand(-1, -1, -1, -1, -1, -1, self.temporal, -1, -1)
        w = self.patch_embed.proj.weight
        x = x.reshape(b, self.grid * self.grid, -1).to(w.dtype)
        x = F.linear(x, w.flatten(1), self.patch_embed.proj.bias)
        x = self.post_conv_layernorm(x) + self.positions()
        for block in self.blocks:
            x = block(x, self.cos, self.sin)
        w = self.downsample.weight.permute(0, 2, 3, 1).flatten(1)
        x = F.linear(self.post_layernorm(x).view(b, k * k, -1), w, self.downsample.bias)
        return self.merger(x)


class Attention(nn.Module):
    """Projections of grouped-query attention; the cache belongs to the caller."""

    heads: int
    kv_heads: int
    head_dim: int

    def __init__(self, hidden: int, heads: int, kv_heads: int, head_dim: int) -> None:
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = heads, kv_heads, head_dim
        self.q_proj = nn.Linear(hidden, heads * head_dim)
        self.k_proj = nn.Linear(hidden, kv_heads * head_dim)
        self.v_proj = nn.Linear(hidden, kv_heads * head_dim)
        self.o_proj = nn.Linear(heads * head_dim, hidden, bias=False)

    def rotate(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        """Partial rotary positions on interleaved pairs; ``x`` is ``[n, heads, head_dim]``."""
        n = cos.shape[-1]
        r = x[..., :n]
        turned = torch.stack((-r[..., 1::2], r[..., 0::2]), -1).flatten(-2)
        return torch.cat((r * cos + turned * sin, x[..., n:]), -1)

    def project(self, x: Tensor, cos: Tensor, sin: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """``x [n, D]`` to ``q [n, H, d]`` and ``k, v [n, G, d]``."""
        n = x.shape[0]
        q = self.rotate(self.q_proj(x).view(n, self.heads, self.head_dim), cos, sin)
        k = self.rotate(self.k_proj(x).view(n, self.kv_heads, self.head_dim), cos, sin)
        v = self.v_proj(x).view(n, self.kv_heads, self.head_dim)
        return q, k, v

    def attend(self, q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
        """``q [B, S, H, d]``, ``k, v [B, T, G, d]``, additive ``mask [B, 1, H / G * S, T]`` to ``[B, S, H * d]``.

        K and V are never repeated: the heads of a group become further query positions.
        """
        b, s = q.shape[0], q.shape[1]
        group = self.heads // self.kv_heads
        q = q.view(b, s, self.kv_heads, group, self.head_dim).permute(0, 2, 3, 1, 4).reshape(
            b, self.kv_heads, group * s, self.head_dim
        )
        o = F.scaled_dot_product_attention(q, k.transpose(1, 2), v.transpose(1, 2), attn_mask=mask)
        o = o.view(b, self.kv_heads, group, s, self.head_dim).permute(0, 3, 1, 2, 4)
        return o.reshape(b, s, self.heads * self.head_dim)


class Mlp(nn.Module):
    def __init__(self, hidden: int, inner: int) -> None:
        super().__init__()
        self.gate_up_proj = nn.Linear(hidden, 2 * inner, bias=False)
        self.down_proj = nn.Linear(inner, hidden, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        gate, up = self.gate_up_proj(x).chunk(2, -1)
        return self.down_proj(up * F.silu(gate))


class Layer(nn.Module):
    """One decoder layer, normalised before and after attention and MLP."""

    def __init__(self, hidden: int, heads: int, kv_heads: int, head_dim: int, inner: int, eps: float) -> None:
        super().__init__()
        self.input_layernorm = RmsNorm(hidden, eps)
        self.self_attn = Attention(hidden, heads, kv_heads, head_dim)
        self.post_self_attn_layernorm = RmsNorm(hidden, eps)
        self.post_attention_layernorm = RmsNorm(hidden, eps)
        self.mlp = Mlp(hidden, inner)
        self.post_mlp_layernorm = RmsNorm(hidden, eps)

    def project(self, x: Tensor, cos: Tensor, sin: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return self.self_attn.project(self.input_layernorm(x), cos, sin)

    def finish(self, x: Tensor, attended: Tensor) -> Tensor:
        x = x + self.post_self_attn_layernorm(self.self_attn.o_proj(attended))
        return x + self.post_mlp_layernorm(self.mlp(self.post_attention_layernorm(x)))


class LanguageModel(nn.Module):
    def __init__(self, config) -> None:
        super().__init__()
        hidden, heads = config.hidden_size, config.num_attention_heads
        head_dim = getattr(config, "head_dim", None) or hidden // heads
        self.embed_tokens = nn.Embedding(config.vocab_size, hidden)
        self.layers = nn.ModuleList(
            Layer(
                hidden,
                heads,
                config.num_key_value_heads,
                head_dim,
                config.intermediate_size,
                config.rms_norm_eps,
            )
            for _ in range(config.num_hidden_layers)
        )
        self.norm = RmsNorm(hidden, config.rms_norm_eps)


class Decoder(nn.Module):
    """The language model over a cache of slots that is written in place.

    The cache is ``[layers, 2, slots, T, kv_heads, head_dim]``. A row of a call belongs to one slot and
    appends ``count`` tokens from position ``start`` of it; rows are right-padded to S. Padding costs
    nothing but in the attention: everywhere else the rows' tokens stand behind one another. A row
    attends to its own slot's positions before it, so rows of one call may sit anywhere, and what
    stands behind them, such as guesses that proved wrong, is overwritten unseen.
    """

    image_token: int
    heads: int
    kv_heads: int
    head_dim: int

    def __init__(self, config, image_token: int) -> None:
        """``config`` is a ``Glm4vTextConfig`` whose ``rope_parameters`` are filled in."""
        super().__init__()
        self.image_token = image_token
        self.language_model = LanguageModel(config)
        self.lm_head = nn.Linear(config.hidden_size, config.vocab_size, bias=False)
        self.heads = config.num_attention_heads
        self.kv_heads = config.num_key_value_heads
        self.head_dim = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
        rope = config.rope_parameters
        rotary = int(self.head_dim * rope.get("partial_rotary_factor", 1.0))
        inverse = 1.0 / (rope["rope_theta"] ** (torch.arange(0, rotary, 2).float() / rotary))
        axis = torch.cat([torch.full((n,), i) for i, n in enumerate(rope["mrope_section"])])
        # fp32 whatever the weights are: register, never cast
        self.register_buffer("inverse_frequency", inverse, persistent=False)
        self.register_buffer("axis", axis[: rotary // 2], persistent=False)

    def rotary(self, pos: Tensor, dtype: torch.dtype) -> tuple[Tensor, Tensor]:
        """``pos [3, n]`` (time, row, column) to cosines and sines ``[n, 1, rotary]``."""
        angle = pos[self.axis].t().float() * self.inverse_frequency
        angle = angle.repeat_interleave(2, -1).unsqueeze(1)
        return angle.cos().to(dtype), angle.sin().to(dtype)

    def run(
        self,
        ids: Tensor,
        image: Optional[Tensor],
        pos: Tensor,
        slots: Tensor,
        start: Tensor,
        count: Tensor,
        asked: Optional[Tensor],
        cache: Tensor,
    ) -> Tensor:
        b, s = ids.shape[0], ids.shape[1]
        # one trip to the device for all of them
        bounds: list[int] = torch.stack(
            ((start + count).max(), slots.min(), slots.max() + 1, count.sum())
        ).tolist()
        end, low, high, n = bounds[0], bounds[1], bounds[2], bounds[3]
        behind = count.cumsum(0)
        # of each token its row and its column, in the order of the rows
        row = torch.arange(b, device=ids.device).repeat_interleave(count, output_size=n)
        column = torch.arange(n, device=ids.device) - (behind - count)[row]
        ids, pos = ids[row, column], pos[:, row, column]
        slot, at = slots[row], start[row] + column
        last = behind - 1 if asked is None else asked

        x = self.language_model.embed_tokens(ids)
        if image is not None:
            here = (ids == self.image_token).unsqueeze(-1).expand_as(x)
            x = x.masked_scatter(here, image.reshape(-1, x.shape[-1]).to(x.dtype))
        cos, sin = self.rotary(pos, x.dtype)

        # Reading the cache where it lies, slots of no row included, costs less than copying the rows' slots
        # together, as long as not too many are of no row.
        here = 2 * b >= high - low
        rows = slots - low if here else torch.arange(b, device=ids.device)
        wide = high - low if here else b
        group = self.heads // self.kv_heads
        step = torch.arange(s, device=ids.device)
        seen = torch.zeros([wide], dtype=torch.long, device=ids.device).index_copy_(0, rows, start)
        unseen = torch.arange(end, device=ids.device) > (seen[:, None] + step)[:, :, None]
        mask = torch.zeros(unseen.shape, dtype=x.dtype, device=ids.device).masked_fill_(unseen, float("-inf"))
        mask = mask.unsqueeze(1).expand(-1, group, -1, -1).reshape(wide, 1, group * s, end)
        place = rows[row] * s + column
        full = n == wide * s

        layers = len(self.language_model.layers)
        i = 0
        for layer in self.language_model.layers:
            q, k, v = layer.project(x, cos, sin)
            keys, values = cache[i, 0], cache[i, 1]
            keys.index_put_((slot, at), k)
            values.index_put_((slot, at), v)
            if here:
                keys, values = keys[low:high, :end], values[low:high, :end]
            else:
                keys, values = keys[:, :end].index_select(0, slots), values[:, :end].index_select(0, slots)
            if not full:
                padded = torch.zeros([wide * s, self.heads, self.head_dim], dtype=q.dtype, device=q.device)
                q = padded.index_copy_(0, place, q)
            o = layer.self_attn.attend(q.view(wide, s, self.heads, self.head_dim), keys, values, mask)
            o = o.view(wide * s, self.heads * self.head_dim)
            i += 1
            if i == layers:
                # what the last layer makes of the other tokens nobody asks
                x, o = x.index_select(0, last), o.index_select(0, place.index_select(0, last))
            elif not full:
                o = o.index_select(0, place)
            x = layer.finish(x, o)
        return self.lm_head(self.language_model.norm(x)).float()

    def forward(self, ids: Tensor, pos: Tensor, slots: Tensor, start: Tensor, count: Tensor, cache: Tensor) -> Tensor:
        """Appends tokens ``[B, S]`` to rows; logits ``[B, V]`` in fp32 after each row's last real token.

        Rows stand in the order of their slots.
        """
        return self.run(ids, None, pos, slots, start, count, None, cache)

    @torch.jit.export
    def verify(
        self, ids: Tensor, pos: Tensor, slots: Tensor, start: Tensor, count: Tensor, asked: Tensor, cache: Tensor
    ) -> Tensor:
        """Like ``forward``, with logits ``[len(asked), V]`` after the tokens asked for.

        ``asked`` counts the real tokens of all rows, one row behind the other: 0 is the first row's first.
        """
        return self.run(ids, None, pos, slots, start, count, asked, cache)

    @torch.jit.export
    def prefill(
        self, ids: Tensor, image: Tensor, pos: Tensor, slots: Tensor, start: Tensor, count: Tensor, cache: Tensor
    ) -> Tensor:
        """Like ``forward``, with ``image [B, N, D]`` in the places of the picture tokens."""
        return self.run(ids, image, pos, slots, start, count, None, cache)

    @torch.jit.export
    def new_cache(self, slots: int, length: int) -> Tensor:
        w = self.lm_head.weight
        shape = [len(self.language_model.layers), 2, slots, length, self.kv_heads, self.head_dim]
        return torch.zeros(shape, dtype=w.dtype, device=w.device)

    @torch.jit.export
    def copy(self, cache: Tensor, source: int, targets: Tensor, length: int) -> None:
        """Copies the first ``length`` positions of one slot to other slots."""
        part = cache[:, :, source : source + 1, :length]
        cache[:, :, targets, :length] = part.expand(-1, -1, targets.shape[0], -1, -1, -1)

    def forbidden(self, table: Tensor, rows: Tensor, size: int) -> Tensor:
        """What to add to logits: ``[n, size]``, 0 where a token is allowed, else far below any logit.

        ``table [M, ceil(V / 8)]`` holds eight tokens in a byte, the first one lowest, 1 where it is allowed.
        """
        # a byte looked up costs a fifth of its bits worked out
        byte = torch.arange(256, device=table.device).unsqueeze(1)
        bit = (byte >> torch.arange(8, device=table.device)) & 1
        spread = F.embedding(table.index_select(0, rows).long(), (bit.float() - 1) * 1e30)
        return spread.flatten(1)[:, :size]

    @torch.jit.export
    def choose(self, logits: Tensor, table: Tensor, rows: Tensor) -> Tensor:
        """The likeliest allowed token for each row of ``logits [n, V]``; ``rows [n]`` are rows of the table."""
        return (logits + self.forbidden(table, rows, logits.shape[1])).max(-1)[1]

    @torch.jit.export
    def draw(
        self, logits: Tensor, table: Tensor, rows: Tensor, settings: Tensor, written: Tensor, most: int
    ) -> Tensor:
        """An allowed token by chance for each row of ``logits [n, V]``; no row depends on another.

        ``settings [5, n]`` in fp64: temperature (0 for the likeliest token), top-k (0 for all), top-p, repetition
        penalty, and the number in [0, 1) that decides; ``written [n, L]`` are the tokens that the penalty is for,
        filled up with V. ``most`` is the number of likeliest tokens that top-k and top-p are about in any row, 0
        where no row cuts. In the order of transformers' processors: penalty, temperature, top-k, top-p.
        """
        size = logits.shape[1]
        temperature, top_k, top_p, penalty, chance = settings.unsqueeze(-1).unbind(0)
        if written.shape[1] > 0:
            marked = torch.zeros([logits.shape[0], size + 1], dtype=torch.bool, device=logits.device)
            marked = marked.scatter_(1, written, torch.ones_like(written, dtype=torch.bool))[:, :size]
            weight = penalty.to(logits.dtype)
            logits = torch.where(marked, torch.where(logits > 0, logits / weight, logits * weight), logits)
        logits = logits + self.forbidden(table, rows, size)
        highest, best = logits.max(-1, keepdim=True)
        divisor = torch.where(temperature > 0, temperature, torch.ones_like(temperature)).to(logits.dtype)
        share = ((logits - highest) / divisor).softmax(-1).double()
        if most > 0:
            values = share.topk(most)[0]
            rank = torch.arange(most, device=logits.device)
            values = torch.where((top_k == 0) | (rank < top_k), values, torch.zeros_like(values))
            reached = values.cumsum(-1)
            # a token stays while those before it have less than top-p together
            stays = (values > 0) & ((top_p >= 1) | (reached - values < top_p * reached[:, -1:]))
            count = stays.sum(-1, keepdim=True).clamp(min=1)
            least = values.gather(1, count - 1)
            # of equally likely ones the first stay, as where the likeliest is taken
            above, equal = share > least, share == least
            stays = above | (equal & (equal.cumsum(-1) <= count - above.sum(-1, keepdim=True)))
            share = torch.where(stays, share, torch.zeros_like(share))
        # in the order of the tokens, not of their shares: rounding moves a border a little and swaps nobody
        reached = share.cumsum(-1)
        drawn = (reached <= chance * reached[:, -1:]).sum(-1, keepdim=True).clamp(max=size - 1)
        return torch.where(temperature > 0, drawn, best).squeeze(1)
