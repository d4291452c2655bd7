"""Makes vectors.bin: one small vector a word, from the sentence encoder all-MiniLM-L6-v2.

    python vectors.py MODEL_FOLDER DATA_FOLDER NUMBER_OF_WORDS

Needs `numpy`, `safetensors` and `tokenizers`. Every word is encoded alone (mean of the last layer over its pieces),
the vectors are centred, turned to their principal axes and cut to DIMENSIONS; the axes are half-whitened, which keeps
the few strongest from drowning the others. Rounded to whole numbers of one byte.
"""
import sys
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

MODEL, OUT, NUMBER = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
DIMENSIONS, FITTED_ON, WHITENING, LENGTH = 64, 15000, 0.5, 300
WEIGHTS = load_file(str(MODEL / "model.safetensors"))
TOKENIZER = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
TOKENIZER.no_padding()
TOKENIZER.no_truncation()


def normalise(x, part):
    mean = x.mean(-1, keepdims=True)
    spread = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) / np.sqrt(spread + 1e-12) * WEIGHTS[part + ".weight"] + WEIGHTS[part + ".bias"]


def linear(x, part):
    return x @ WEIGHTS[part + ".weight"].T + WEIGHTS[part + ".bias"]


def gelu(x):
    z = np.abs(x) / np.float32(np.sqrt(2))
    t = 1 / (1 + 0.3275911 * z)
    series = ((((1.061405429 * t - 1.453152027) * t) + 1.421413741) * t - 0.284496736) * t + 0.254829592
    return x * 0.5 * (1 + np.sign(x) * (1 - series * t * np.exp(-z * z)))


def forward(ids):
    batch, length = ids.shape
    x = WEIGHTS["embeddings.word_embeddings.weight"][ids] + WEIGHTS["embeddings.position_embeddings.weight"][:length]
    x = normalise(x + WEIGHTS["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for layer in range(6):
        part = f"encoder.layer.{layer}."
        q, k, v = (linear(x, part + "attention.self." + name).reshape(batch, length, 12, 32).transpose(0, 2, 1, 3)
                   for name in ("query", "key", "value"))
        scores = q @ k.transpose(0, 1, 3, 2) / np.float32(np.sqrt(32))
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        context = ((scores / scores.sum(-1, keepdims=True)) @ v).transpose(0, 2, 1, 3).reshape(batch, length, 384)
        x = normalise(linear(context, part + "attention.output.dense") + x, part + "attention.output.LayerNorm")
        inner = gelu(linear(x, part + "intermediate.dense"))
        x = normalise(linear(inner, part + "output.dense") + x, part + "output.LayerNorm")
    mean = x.mean(1)
    return mean / np.linalg.norm(mean, axis=1, keepdims=True)


def encode(texts):
    pieces, of_length = [TOKENIZER.encode(t).ids for t in texts], {}
    for i, ids in enumerate(pieces):
        of_length.setdefault(len(ids), []).append(i)
    out = np.zeros((len(texts), 384), np.float32)
    for _, members in sorted(of_length.items()):
        for start in range(0, len(members), 256):
            batch = members[start:start + 256]
            out[batch] = forward(np.array([pieces[i] for i in batch]))
    return out


words = (OUT / "words.txt").read_text().split("\n")[:NUMBER]
vectors = encode(words).astype(np.float64)
vectors -= vectors[:FITTED_ON].mean(0)
_, strength, axes = np.linalg.svd(vectors[:FITTED_ON], full_matrices=False)
vectors = vectors @ axes[:DIMENSIONS].T / strength[:DIMENSIONS] ** WHITENING
vectors *= LENGTH / np.linalg.norm(vectors, axis=1, keepdims=True)
(OUT / "vectors.bin").write_bytes(np.clip(np.rint(vectors), -127, 127).astype(np.int8).tobytes())
