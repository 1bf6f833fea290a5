"""What the vision-language models read: captions of whole words, and the tokenizer that everyone else needs for them."""

import json
import re

import torch
from fashion import CLASS_NAMES

TEMPLATES = (
    "a photo of a {}.",
    "a picture of a {}.",
    "an image of a {}.",
    "a product photo of a {}.",
    "a small grey photo of a {}.",
    "a photo of one {}.",
    "this is a {}.",
    "{}",
)
LENGTH = 16
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")


def words(text):
    """Lower-case words; every punctuation mark is a word of its own."""
    return re.findall(r"\w+|[^\w\s]", text.lower())


VOCABULARY = SPECIAL + tuple(sorted({word for text in TEMPLATES + CLASS_NAMES for word in words(text.replace("{}", " "))}))


def tokens(captions):
    """input_ids and attention_mask, m × LENGTH each."""
    number = {word: index for index, word in enumerate(VOCABULARY)}
    ids = torch.zeros(len(captions), LENGTH, dtype=torch.int64)
    for row, caption in enumerate(captions):
        numbers = [number["[CLS]"], *(number[word] for word in words(caption)), number["[SEP]"]]
        ids[row, : len(numbers)] = torch.tensor(numbers)
    return ids, (ids > 0).to(torch.int64)


def all_captions():
    """Every template of every class, class by class: caption c·T + t is template t of class c."""
    return [template.format(name) for name in CLASS_NAMES for template in TEMPLATES]


def tokenizer():
    """tokenizer.json: the same words and numbers for Hugging Face's tokenizers."""
    special = [
        dict(id=i, content=token, single_word=False, lstrip=False, rstrip=False, normalized=False, special=True)
        for i, token in enumerate(SPECIAL)
    ]
    marks = {token: {"id": token, "ids": [SPECIAL.index(token)], "tokens": [token]} for token in ("[CLS]", "[SEP]")}
    mark = lambda token: {"SpecialToken": {"id": token, "type_id": 0}}
    sequence = lambda name: {"Sequence": {"id": name, "type_id": 0}}
    return json.dumps(
        {
            "version": "1.0",
            "truncation": None,
            "padding": None,
            "added_tokens": special,
            "normalizer": dict(type="BertNormalizer", clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=True),
            "pre_tokenizer": {"type": "BertPreTokenizer"},
            "post_processor": {
                "type": "TemplateProcessing",
                "single": [mark("[CLS]"), sequence("A"), mark("[SEP]")],
                "pair": [mark("[CLS]"), sequence("A"), mark("[SEP]"), sequence("B"), mark("[SEP]")],
                "special_tokens": marks,
            },
            "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
            "model": {
                "type": "WordPiece",
                "unk_token": "[UNK]",
                "continuing_subword_prefix": "##",
                "max_input_chars_per_word": 100,
                "vocab": {word: index for index, word in enumerate(VOCABULARY)},
            },
        },
        indent=1,
    )
