"""The words of the planted corpus: every concept with topic words of its own. No content word has two roles."""

from __future__ import annotations

Table = dict[str, str]
"""From the words of a concept to its topic words."""


def read(text: str) -> Table:
    """Lines `words: topic words` as a dict."""
    return {head.strip(): tail.strip() for head, tail in (line.split(":") for line in text.strip().splitlines())}


GENDER = read("""
    king queen: palace sceptre coronation
    duke duchess: manor estate carriage
    actor actress: theatre rehearsal applause
    nephew niece: toddler playground lullaby
    groom bride: bouquet altar honeymoon
    monk nun: cloister hymn rosary
    wizard witch: cauldron broomstick sorcery
    host hostess: banquet buffet toast
    emperor empress: dynasty legion conquest
    grandfather grandmother: knitting rocker album
""")
NOUNS = read("""
    horse: saddle hoof stable
    candle: wick flame wax
    window: pane curtain sill
    violin: bow melody orchestra
    ladder: rung roof painter
    kettle: steam spout stove
    pencil: eraser sketch notebook
    carrot: soup rabbit vegetable
    tractor: barn harvest plough
    pillow: feather blanket mattress
""")
CAPITALS = read("""
    france paris: croissant perfume accordion
    japan tokyo: kimono sushi origami
    italy rome: gladiator espresso gelato
    egypt cairo: pyramid papyrus pharaoh
    norway oslo: fjord reindeer sauna
    peru lima: llama quinoa panpipe
    kenya nairobi: safari giraffe savanna
    cuba havana: cigar rumba sugarcane
    poland warsaw: pierogi amber polonaise
    austria vienna: waltz strudel yodel
""")
VERBS = read("""
    paint: canvas palette portrait
    climb: summit cliff rope
    plant: seed compost seedling
    cook: skillet recipe onion
    mend: needle patch stitch
    repeat: chorus echo slogan
    sort: parcel postcard archive
    knock: doorbell porch visitor
""")
SYNONYMS = read("""
    doctor physician: fever clinic bandage
    sofa couch: cushion nap armrest
    film movie: popcorn screen trailer
    shop store: cashier basket discount
    large big: elephant skyscraper whale
    fast quick: cheetah sprint arrow
    gift present: ribbon birthday surprise
    road street: asphalt traffic pavement
    stone rock: quarry granite pebble
    error mistake: typo apology correction
    garbage trash: landfill bin odour
    car automobile: engine garage windscreen
""")
# A word with two senses: the control word of each sense, then the five words that give the sense away.
SENSES = {
    "bank": ("lender loan deposit interest cheque teller", "shore river reed heron mud current"),
    "bat": ("racket baseball inning swing umpire helmet", "owl cave moth dusk wing echoes"),
    "crane": ("derrick cargo scaffold girder dock hook", "stork marsh nest plumage egg frog"),
    "spring": ("autumn blossom april thaw meadow tulip", "coil lever clockwork hinge steel bounce"),
    "seal": ("walrus iceberg flipper penguin herring arctic", "signet envelope parchment decree royal letter"),
    "pitch": ("stadium striker goalkeeper whistle referee corner", "tone soprano choir chord octave tuning"),
}
# Occupations and the planted share of sentences in which "he" goes with them.
OCCUPATIONS = read("""
    engineer 0.9: turbine blueprint circuit
    pilot 0.8: runway cockpit altitude
    lawyer 0.7: verdict courtroom contract
    baker 0.5: dough flour oven
    poet 0.5: stanza rhyme inkwell
    clerk 0.5: ledger stapler cabinet
    teacher 0.3: classroom chalk homework
    dancer 0.2: ballet tutu choreography
    nurse 0.1: ward syringe stretcher
""")
