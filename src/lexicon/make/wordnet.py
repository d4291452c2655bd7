"""Distils the WordNet 3.1 database into words.txt, synsets.bin, senses.bin, pairs.bin and families.bin.

    python wordnet.py DICT_FOLDER DATA_FOLDER [FILE_TO_LIST_FAMILIES_IN]

Needs the package `wordfreq` (word frequencies, only for the choice and the order of the words). Same input, same output.
"""
import collections
import re
import sys
from pathlib import Path

from wordfreq import zipf_frequency

DICT, OUT = Path(sys.argv[1]), Path(sys.argv[2])
POS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
POS_NUMBER = {"n": 0, "v": 1, "a": 2, "r": 3}
LOWEST_ZIPF, LOWEST_ZIPF_VECTOR = 1.9, 2.55
SENSES_KEPT, LOWEST_SHARE = 4, 8
PARTICLES = set("up down out off over in on away back apart together through along around by forward ahead".split())
ORDINARY = re.compile(r"^[a-z][a-z'.-]*[a-z]$")

# The kinds a noun can be of, as (kind number, lemma, sense number); a kind is inherited down the hypernym tree.
KINDS = ["person", "group", "organization", "animal", "plant", "vehicle", "building", "place", "substance", "artifact",
         "event", "act", "communication", "document", "money", "time", "body", "state", "quantity", "illness", "food",
         "weapon", "nature", "thought", "attribute", "phenomenon", "water", "occupation"]
ROOTS = """person person 1|group group 1|organization organization 1|animal animal 1|plant plant 2|vehicle vehicle 1|vehicle conveyance 3
building structure 1|place location 1|place facility 1|place geographical_area 1|substance substance 1|substance matter 3
artifact artifact 1|event event 1|act act 2|communication communication 2|document document 1|document writing 2
money money 1|money monetary_unit 1|money currency 1|money payment 1|money cost 1|money tax 1|money charge 3|place geographic_point 1|money loan 1
money financial_gain 1|money financial_loss 1|money debt 1|money sum 1
time time_period 1|time time_unit 1|time point 6|body body_part 1|body body 1|state state 2|quantity measure 2
illness illness 1|illness disease 1|illness injury 1|food food 1|food food 2|weapon weapon 1|weapon explosive_device 1
nature natural_object 1|nature geological_formation 1|thought cognition 1|attribute attribute 2|phenomenon phenomenon 1
water body_of_water 1|occupation occupation 1"""
# Too broad for "x is a y" to say anything: their whole subtree would count as related.
TOO_BROAD_DEPTH = 4
NARROW_KINDS = set("person organization animal plant vehicle building document money illness food weapon water".split())


def read_database():
    synsets, index, counts = {}, {}, {}
    for name, pos in POS.items():
        for line in (DICT / f"data.{name}").read_text("latin-1").splitlines():
            if line.startswith("  "):
                continue
            body = line.split(" | ")[0].split()
            number = int(body[3], 16)
            lemmas = [re.sub(r"\((a|p|ip)\)$", "", w) for w in body[4:4 + 2 * number:2]]
            at, pointers = 4 + 2 * number, []
            for _ in range(int(body[at])):
                symbol, target, target_pos, ends = body[at + 1:at + 5]
                pointers.append((symbol, (target_pos, target), int(ends[:2], 16), int(ends[2:], 16)))
                at += 4
            synsets[(pos, body[0])] = (lemmas, pointers)
        for line in (DICT / f"index.{name}").read_text("latin-1").splitlines():
            if line.startswith("  "):
                continue
            body = line.split()
            index[(body[0], pos)] = [(pos, offset) for offset in body[-int(body[2]):]]
    numbers = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
    for line in (DICT / "index.sense").read_text("latin-1").splitlines():
        key, offset, _, tagged = line.split()
        lemma, rest = key.split("%", 1)
        counts[(lemma, (numbers[rest[0]], offset))] = int(tagged)
    return synsets, index, counts


SYNSETS, INDEX, COUNTS = read_database()


def frequency(word):
    return zipf_frequency(word, "en", wordlist="large")


def written(lemma, synset):
    """The lemma as the synset writes it (the index is lower-case, names are not)."""
    return next((w for w in SYNSETS[synset][0] if w.lower() == lemma), lemma)


def senses(lemma):
    """[(synset, share in percent within its part of speech)], common senses only, none of proper names."""
    found = []
    for pos in "nvar":
        own = INDEX.get((lemma, pos), [])
        own = [s for s in own if written(lemma, s) == lemma]
        weights = [COUNTS.get((lemma, s), 0) + 1.0 / rank for rank, s in enumerate(own, 1)]
        total = sum(weights)
        for rank, (synset, weight) in enumerate(zip(own, weights)):
            share = round(100 * weight / total)
            if rank < SENSES_KEPT and (share >= LOWEST_SHARE or rank == 0):
                found.append((synset, max(share, 1)))
    return found


def choose_words():
    kept, extra = {}, set()
    for line in (OUT / "kinds.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            extra.add(line.split(":")[0])
    singles = set()
    for lemma, pos in sorted(INDEX):
        if "_" not in lemma and ORDINARY.match(lemma) and senses(lemma):
            if frequency(lemma) >= LOWEST_ZIPF:
                kept[lemma] = frequency(lemma)
                singles.add(lemma)
    for lemma, pos in sorted(INDEX):
        parts = lemma.split("_")
        if len(parts) < 2 or len(parts) > 3 or not all(ORDINARY.match(p) and p in singles or p in PARTICLES for p in parts):
            continue
        own = [s for s in INDEX[(lemma, pos)] if written(lemma, s) == lemma]
        tagged = sum(COUNTS.get((lemma, s), 0) for s in own)
        with_single = any(w.lower() in singles for s in own[:1] for w in SYNSETS[s][0])
        least = min(frequency(p) for p in parts)
        phrasal = pos == "v" and parts[-1] in PARTICLES
        if phrasal and least >= 3 or tagged > 0 and least >= 2.5 or with_single and pos == "n" and least >= 3.6:
            kept[lemma] = min(frequency(lemma.replace("_", " ")), 3.5) - 0.5
    for line in (OUT / "opposites.txt").read_text().splitlines():
        if not line.startswith("#"):
            extra.update(line.split())
    for word in sorted(extra):
        kept.setdefault(word, max(frequency(word), LOWEST_ZIPF_VECTOR))
    return sorted(kept, key=lambda w: (-round(kept[w] * 100), w)), kept


def depth(synset, memo={}):
    if synset not in memo:
        parents = [t for s, t, _, _ in SYNSETS[synset][1] if s == "@"]
        memo[synset] = 1 + min((depth(p) for p in parents), default=-1)
    return memo[synset]


def varint(number):
    out = bytearray()
    while number >= 128:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def lemma_pointers(symbols):
    """(lemma, synset, lemma, synset) of the pointers between single words."""
    for synset, (lemmas, pointers) in sorted(SYNSETS.items()):
        for symbol, target, here, there in pointers:
            if symbol in symbols and here and there:
                yield lemmas[here - 1].lower(), synset, SYNSETS[target][0][there - 1].lower(), target


def same_stem(a, b):
    """A derivation must show: the words share a beginning long enough for the shorter of them."""
    shared = 0
    while shared < min(len(a), len(b)) and a[shared] == b[shared]:
        shared += 1
    shorter = min(len(a), len(b))
    return shared >= min(shorter, max(3, (shorter * 3 + 4) // 5))


def families(words, sense_of):
    """Groups of words derived from each other; joined strongest first, and never into a heap."""
    links = collections.Counter()
    for a, sa, b, sb in lemma_pointers({"+", "\\"}):
        if a != b and a in sense_of and b in sense_of and same_stem(a, b):
            strength = min(sense_of[a].get(sa, 0), sense_of[b].get(sb, 0))
            # Where one word is the other and an ending, it need not be the commonest sense that is derived.
            short, long = sorted((a, b), key=len)
            if strength >= 8 or long.startswith(short[:-1]) and len(short) > 3:
                pair = (min(a, b), max(a, b))
                links[pair] = max(links[pair], strength)
    verbs = {w for w in words if any(synset[0] == "v" for synset in sense_of[w])}
    for word in words:
        # Participles that stand as adjectives of their own: rejected, planned.
        if len(word) > 4 and word.endswith("ed"):
            for base in (word[:-1], word[:-2], word[:-3] if word[-3] == word[-4] else word, word[:-3] + "y"):
                if base in verbs and base != word:
                    links[(min(base, word), max(base, word))] = 150
                    break
    never = set()
    for line in (OUT / "derivations.txt").read_text().splitlines():
        parts = line.split()
        if parts[0] == "!":
            never.add((min(parts[1:]), max(parts[1:])))
        elif parts[0] != "#":
            # A particle verb is written with a space: its noun is the last word of the line.
            pair = ("_".join(parts[:-1]), parts[-1])
            if all(w in sense_of for w in pair):
                links[(min(pair), max(pair))] = 200
    home = {w: {w} for w in words}
    for (a, b), _ in sorted(links.items(), key=lambda x: (-x[1], x[0])):
        if home[a] is not home[b] and len(home[a]) + len(home[b]) <= 14:
            stem = min(home[a] | home[b], key=lambda w: (len(w), w))
            joined = home[a] | home[b]
            apart = any((min(x, y), max(x, y)) in never for x in home[a] for y in home[b])
            if not apart and (links[(a, b)] >= 150 or all(same_stem(stem, w) for w in joined)):
                for word in joined:
                    home[word] = joined
    return home


def main():
    words, freq = choose_words()
    number = {w: i for i, w in enumerate(words)}
    sense_list = {w: senses(w) for w in words}
    sense_of = {w: dict(s) for w, s in sense_list.items()}
    users = collections.Counter(s for w in words for s, _ in sense_list[w])

    needed, todo = set(), [s for s in users if s[0] in "nv" or users[s] > 1]
    while todo:
        synset = todo.pop()
        if synset not in needed:
            needed.add(synset)
            todo += [t for s, t, _, _ in SYNSETS[synset][1] if s == "@"]
    order = sorted(needed, key=lambda s: (depth_max(s), POS_NUMBER[s[0]], s))
    place = {s: i for i, s in enumerate(order)}
    roots = collections.defaultdict(int)
    for entry in ROOTS.replace("\n", "|").split("|"):
        kind, lemma, sense = entry.split()
        synset = INDEX[(lemma, "n")][int(sense) - 1]
        roots[synset] |= 1 << KINDS.index(kind)
        print(f"root {kind:14} {SYNSETS[synset][0]}", file=sys.stderr)

    table = bytearray()
    for i, synset in enumerate(order):
        parents = [t for s, t, _, _ in SYNSETS[synset][1] if s == "@"]
        narrow = any(roots.get(synset, 0) >> KINDS.index(k) & 1 for k in NARROW_KINDS)
        broad = synset[0] == "n" and not narrow and (depth(synset) < TOO_BROAD_DEPTH or synset in roots)
        table.append(POS_NUMBER[synset[0]] | (4 if broad else 0) | (8 if synset in roots else 0) | len(parents) << 4)
        for parent in parents:
            assert place[parent] < i
            table += varint(i - place[parent])
        if synset in roots:
            table += varint(roots[synset])
    (OUT / "synsets.bin").write_bytes(table)

    table = bytearray()
    for word in words:
        own = [(place[s], share) for s, share in sense_list[word] if s in place]
        table += varint(len(own))
        for synset, share in own:
            table += varint(synset) + bytes([share])
    (OUT / "senses.bin").write_bytes(table)

    pairs = set()
    for a, sa, b, sb in lemma_pointers({"!"}):
        if a in number and b in number and min(sense_of[a].get(sa, 0), sense_of[b].get(sb, 0)) >= 12:
            pairs.add((min(number[a], number[b]), max(number[a], number[b])))
    (OUT / "pairs.bin").write_bytes(b"".join(varint(a) + varint(b) for a, b in sorted(pairs)))

    home = families(words, sense_of)
    if len(sys.argv) > 3:
        groups = sorted({id(g): sorted(g) for g in home.values() if len(g) > 1}.values())
        Path(sys.argv[3]).write_text("".join(" ".join(g) + "\n" for g in groups))
    table = bytearray()
    for i, word in enumerate(words):
        table += varint(i - min(number[w] for w in home[word]))
    (OUT / "families.bin").write_bytes(table)

    with_vector = sum(freq[w] >= LOWEST_ZIPF_VECTOR for w in words)
    text = "".join(w.replace("_", " ") + "\n" for w in words)
    (OUT / "words.txt").write_text(text)
    print(len(words), "words", with_vector, "for vectors", len(order), "synsets", len(pairs), "opposites", file=sys.stderr)


def depth_max(synset, memo={}):
    """Longest way to the top: sorting by it puts every parent before its children."""
    if synset not in memo:
        parents = [t for s, t, _, _ in SYNSETS[synset][1] if s == "@"]
        memo[synset] = 1 + max((depth_max(p) for p in parents), default=-1)
    return memo[synset]


main()
