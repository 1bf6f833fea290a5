"""Three tokenizers as published ones are made, and what they make of texts: each written out here in a few lines.

CLIP's: byte-level pairs merged by rank, words ending in </w>. SigLIP's: the pieces of largest likelihood (Viterbi), words
beginning with ▁. BERT's: the longest piece first. `towers.py` writes the files and the numbers.
"""

import math
import re

WORDS = "a photo of the small big cat dog frog airplane automobile picture drawing two cats dogs".split()
TEXTS = [
    "a photo of a cat.",
    "A  Photo of the DOG!",
    "two cats, one frog",
    "it's a drawing of 3 airplanes...",
    "café – a big automobile",
    "",
]


def byte_symbols():
    """Every byte as a visible letter: those that are visible by themselves, then the others from 256 on."""
    visible = [*range(33, 127), *range(161, 173), *range(174, 256)]
    hidden = [byte for byte in range(256) if byte not in visible]
    return {**{b: chr(b) for b in visible}, **{b: chr(256 + i) for i, b in enumerate(hidden)}}


SYMBOLS = byte_symbols()
BEGIN, END = "<|startoftext|>", "<|endoftext|>"
SPLIT = r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"


def learned_merges(words, count):
    """Pairs by how often they stand beside each other, the alphabetically first of equals."""
    split = [[*word[:-1], word[-1] + "</w>"] for word in words]
    merges = []
    for _ in range(count):
        pairs = {}
        for parts in split:
            for pair in zip(parts, parts[1:]):
                pairs[pair] = pairs.get(pair, 0) + 1
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        split = [merged(parts, best) for parts in split]
    return merges


def merged(parts, pair):
    out = []
    for part in parts:
        if out and (out[-1], part) == pair:
            out[-1] += part
        else:
            out.append(part)
    return out


MERGES = learned_merges(WORDS, 40)
CLIP_VOCABULARY = [
    *SYMBOLS.values(),
    *(symbol + "</w>" for symbol in SYMBOLS.values()),
    *("".join(pair) for pair in MERGES),
    BEGIN,
    END,
]


def clip_ids(text):
    numbers = {token: i for i, token in enumerate(CLIP_VOCABULARY)}
    rank = {pair: i for i, pair in enumerate(MERGES)}
    ids = [numbers[BEGIN]]
    # re has no \p{L}: letters are what is a word character but no digit and no underscore.
    pattern = r"'s|'t|'re|'ve|'m|'ll|'d|[^\W\d_]+|\d|(?:[^\s\w]|_)+"
    for word in re.findall(pattern, re.sub(r"\s+", " ", text).lower()):
        letters = [SYMBOLS[byte] for byte in word.encode()]
        parts = [*letters[:-1], letters[-1] + "</w>"]
        while True:
            known = [pair for pair in zip(parts, parts[1:]) if pair in rank]
            if not known:
                break
            parts = merged(parts, min(known, key=rank.get))
        ids += [numbers[part] for part in parts]
    return [*ids, numbers[END]]


def added(content, number, **more):
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    return {"id": number, "content": content, **flags, **more}


def clip_json():
    numbers = {token: i for i, token in enumerate(CLIP_VOCABULARY)}
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    split = {"type": "Split", "pattern": {"Regex": SPLIT}, "behavior": "Removed", "invert": True}
    spaces = {"type": "Replace", "pattern": {"Regex": "\\s+"}, "content": " "}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [added(token, numbers[token]) for token in (BEGIN, END)],
        "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFC"}, spaces, {"type": "Lowercase"}]},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [split, byte_level]},
        "post_processor": {
            "type": "RobertaProcessing",
            "sep": [END, numbers[END]],
            "cls": [BEGIN, numbers[BEGIN]],
            "trim_offsets": False,
            "add_prefix_space": False,
        },
        "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
        "model": {
            "type": "BPE",
            "dropout": None,
            # As published: the token that ends a text is called the unknown one, too.
            "unk_token": END,
            "continuing_subword_prefix": "",
            "end_of_word_suffix": "</w>",
            "fuse_unk": False,
            "vocab": numbers,
            "merges": [" ".join(pair) for pair in MERGES],
        },
    }


def unigram_pieces():
    """Words and letters with log-likelihoods, no two sums of which are the same."""
    words = [("▁" + word, -3 - 0.317 * i) for i, word in enumerate(WORDS)]
    parts = [("s", -4.11), ("air", -5.3), ("▁draw", -5.9), ("ing", -4.7), ("▁", -2.83), ("plane", -5.17)]
    letters = [(letter, -8 - 0.0713 * i) for i, letter in enumerate("abcdefghijklmnopqrtuvwxyz")]
    others = [("3", -9.7), ("é", -10.3), ("–", -11.1), ("'", -9.1)]
    return [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *words, *parts, *letters, *others]


PIECES = unigram_pieces()


def siglip_ids(text):
    cleaned = re.sub(r"[.,!?]", "", text.lower())
    marked = "▁" + re.sub(" ", "▁", cleaned) if cleaned else ""
    scores = {piece: (i, score) for i, (piece, score) in enumerate(PIECES) if i > 2}
    best = [(0.0, [])] + [(-math.inf, [])] * len(marked)
    for end in range(1, len(marked) + 1):
        for start in range(end):
            known = scores.get(marked[start:end])
            if known is not None and best[start][0] + known[1] > best[end][0]:
                best[end] = (best[start][0] + known[1], [*best[start][1], known[0]])
    return [*best[-1][1], 1]


def siglip_json():
    clean = {"type": "Replace", "pattern": {"Regex": "[.,!?]"}, "content": ""}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [added(piece, i) for i, (piece, _) in enumerate(PIECES[:3])],
        "normalizer": {"type": "Sequence", "normalizers": [{"type": "Lowercase"}, clean]},
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "add_prefix_space": True, "prepend_scheme": "always"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}],
            "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}],
            "special_tokens": {"</s>": {"id": "</s>", "ids": [1], "tokens": ["</s>"]}},
        },
        "decoder": {"type": "Metaspace", "replacement": "▁", "add_prefix_space": True, "prepend_scheme": "always"},
        "model": {"type": "Unigram", "unk_id": 2, "vocab": [list(piece) for piece in PIECES]},
    }


BERT_SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
BERT_VOCABULARY = [
    *BERT_SPECIAL,
    *".,!–'3",
    *"photo of the small big cat dog frog air auto picture draw two one it cafe".split(),
    *"abcdefghijklmnopqrstuvwxyz",
    *("##" + part for part in ["s", "plane", "planes", "mobile", "ing", *"abcdefghijklmnopqrtuvwxyz"]),
]


def bert_ids(text):
    numbers = {token: i for i, token in enumerate(BERT_VOCABULARY)}
    ids = [numbers["[CLS]"]]
    # Accents go, as they do with lower case.
    for word in re.findall(r"\w+|[^\w\s]", text.lower().replace("é", "e")):
        start = 0
        while start < len(word):
            ends = range(len(word), start, -1)
            piece = lambda end: ("##" if start > 0 else "") + word[start:end]
            end = next(end for end in ends if piece(end) in numbers)
            ids.append(numbers[piece(end)])
            start = end
    return [*ids, numbers["[SEP]"]]


def bert_json():
    numbers = {token: i for i, token in enumerate(BERT_VOCABULARY)}
    mark = lambda token: {"SpecialToken": {"id": token, "type_id": 0}}
    single = [mark("[CLS]"), {"Sequence": {"id": "A", "type_id": 0}}, mark("[SEP]")]
    special = {token: {"id": token, "ids": [numbers[token]], "tokens": [token]} for token in ("[CLS]", "[SEP]")}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [added(token, numbers[token]) for token in BERT_SPECIAL],
        "normalizer": {
            "type": "BertNormalizer",
            "clean_text": True,
            "handle_chinese_chars": True,
            "strip_accents": None,
            "lowercase": True,
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": single,
            "pair": single,
            "special_tokens": special,
        },
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {
            "type": "WordPiece",
            "unk_token": "[UNK]",
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100,
            "vocab": numbers,
        },
    }


TOKENIZERS = {
    "clip": (clip_json, clip_ids, {"model_max_length": 16, "pad_token": END, "tokenizer_class": "CLIPTokenizer"}),
    "siglip": (
        siglip_json,
        siglip_ids,
        {"model_max_length": 16, "pad_token": "</s>", "tokenizer_class": "SiglipTokenizer"},
    ),
    "bert": (bert_json, bert_ids, {"model_max_length": 512, "pad_token": "[PAD]", "tokenizer_class": "BertTokenizer"}),
}
