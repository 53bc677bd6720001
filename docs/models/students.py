"""Trains scumble-s and scumble-r on a GPU, as scumble-s.md and scumble-r.md tell. Needs PyTorch, NumPy, Pillow and
safetensors.

    python3 students.py --teacher taef2_encoder.safetensors --pictures 4:PAINTINGS --pictures 1:DEB/openclipart-png … \
        --leave-out gcompris --held-out held-out.txt --out OUT --seconds 548
    python3 students.py … --out OUT2 --seconds 140 --peak 1.6e-3 --start OUT/scumble-s.safetensors
"""
import argparse
import math
import os
import random
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from PIL import Image, ImageDraw
from safetensors.torch import load_file, save_file

LAYERS = (5, 9, 13, 14)
"""Parts that end a stage, and the latents: what the search works on, and the student's hints."""

SIZES = {128: .35, 256: .45, 384: .2}
"""Sides of crops in pixels, and how often each is drawn."""

PIXELS = 1 << 20
"""Of a step's crops, all together."""

DRAWN = 120
MOST_OF_A_COLLECTION = 600
LONGEST_SIDE = 1024
device = 'cuda' if torch.cuda.is_available() else 'cpu'


class Block(nn.Module):
    def __init__(self, width, pool):
        super().__init__()
        self.conv = nn.Sequential(
            nn.Conv2d(width, width, 3, padding=1), nn.ReLU(),
            nn.Conv2d(width, width, 3, padding=1), nn.ReLU(),
            nn.Conv2d(width, width, 3, padding=1))
        self.pool = nn.Sequential(
            nn.Conv2d(width, pool, 1, bias=False), nn.GroupNorm(4, pool), nn.ReLU(),
            nn.Conv2d(pool, width, 1, bias=False)) if pool else None

    def forward(self, x):
        if self.pool is not None:
            x = x + self.pool(x)
        return F.relu(self.conv(x) + x)


class Tae(nn.ModuleList):
    """A TAE encoder; its parts are numbered as in the published names of their tensors."""

    def __init__(self, widths, pool=256, latents=32):
        parts = [nn.Conv2d(3, widths[0], 3, padding=1), Block(widths[0], 0)]
        for stage in range(3):
            parts.append(nn.Conv2d(widths[stage], widths[stage + 1], 3, stride=2, padding=1, bias=False))
            parts += [Block(widths[stage + 1], pool if stage == 2 else 0) for _ in range(3)]
        parts.append(nn.Conv2d(widths[3], latents, 3, padding=1))
        super().__init__(parts)
        self.widths = widths
        for name, p in self.named_parameters():
            if p.dim() == 4:
                small = name.endswith(('conv.4.weight', 'pool.3.weight'))
                nn.init.normal_(p, 0, math.sqrt(2 / p[0].numel()) * (.3 if small else 1))
            elif name.endswith('pool.1.weight'):
                nn.init.ones_(p)
            else:
                nn.init.zeros_(p)

    def part(self, i, x):
        if i in (0, 14):
            with torch.autocast(device, enabled=False):
                return self[i](x.float())
        return self[i](x)

    def forward(self, x):
        given = []
        for i in range(15):
            x = self.part(i, x)
            given.append(x)
        return given


def drawn(seed):
    """Strokes, flat shapes, hatchings or clouds of noise, so that flat and drawn art is not foreign."""
    r, size = random.Random(seed), 512
    colour = lambda: tuple(r.randrange(256) for _ in range(3))
    image = Image.new('RGB', (size, size), (255, 255, 255) if r.random() < .4 else colour())
    draw = ImageDraw.Draw(image)
    if seed % 4 == 0:
        for _ in range(r.randrange(60, 700)):
            x, y, angle, length = r.random() * size, r.random() * size, r.gauss(seed, 1), r.uniform(8, 90)
            draw.line([x, y, x + length * math.cos(angle), y + length * math.sin(angle)], colour(), r.randrange(1, 14))
    elif seed % 4 == 1:
        for _ in range(r.randrange(6, 60)):
            a, b, c, d = (r.random() * size for _ in range(4))
            if r.random() < .5:
                draw.ellipse([min(a, c), min(b, d), max(a, c), max(b, d)], colour(), (0, 0, 0) if r.random() < .5 else None, 2)
            else:
                draw.polygon([(r.random() * size, r.random() * size) for _ in range(r.randrange(3, 6))], colour())
    elif seed % 4 == 2:
        ink = (0, 0, 0) if r.random() < .7 else colour()
        for _ in range(r.randrange(4, 24)):
            x0, y0, width, height = r.random() * size, r.random() * size, r.uniform(40, 300), r.uniform(40, 300)
            angle, gap = r.uniform(0, 3.14), r.uniform(3, 14)
            for k in range(int(height / gap)):
                x, y = x0 - k * gap * math.sin(angle) + r.gauss(0, .6), y0 + k * gap * math.cos(angle) + r.gauss(0, .6)
                draw.line([x, y, x + width * math.cos(angle), y + width * math.sin(angle)], ink, r.randrange(1, 3))
    else:
        rs, total = np.random.RandomState(seed), np.zeros((size, size, 3))
        for octave in range(8):
            cells = 2 ** (octave + 1)
            share = r.uniform(.5, 1) * cells ** -r.uniform(.3, 1.3)
            noise = rs.randn(cells, cells, 3 if r.random() < .6 else 1) * np.ones(3)
            total += share * np.stack([np.asarray(Image.fromarray(noise[..., c].astype('f4')).resize((size, size), Image.BICUBIC)) for c in range(3)], -1)
        total = (total - total.mean()) / total.std() * r.uniform(20, 60) + r.uniform(60, 200)
        image = Image.fromarray(np.clip(total, 0, 255).astype('u1'))
    return np.asarray(image)


def read(file, seed):
    """A picture on a ground by chance where it is transparent, reduced; none if it can't be read or is too small."""
    try:
        image = Image.open(file)
        image.load()
    except Exception as e:
        print(file, e)
        return None
    if image.mode in ('P', 'LA', 'PA') or 'transparency' in image.info:
        image = image.convert('RGBA')
    if image.mode == 'RGBA':
        r = random.Random(seed)
        ground = Image.new('RGB', image.size, (255, 255, 255) if r.random() < .5 else tuple(r.randrange(256) for _ in range(3)))
        ground.paste(image, mask=image.split()[3])
        image = ground
    image = image.convert('RGB')
    scale = LONGEST_SIDE / max(image.size)
    if scale < 1:
        size = tuple(max(1, round(side * scale)) for side in image.size)
        image = image.resize(size, Image.BOX if scale < .5 else Image.LANCZOS)
    return np.asarray(image) if min(image.size) >= 48 else None


class Shelf:
    """All pictures, and their halves, quarters and eighths, in the device's memory."""

    def __init__(self, collections, left_out):
        images, weights = [], []
        for collection in collections:
            weight, folder = collection.split(':', 1)
            files = sorted(
                os.path.join(at, name) for at, _, names in os.walk(folder) for name in names
                if name.lower().endswith(('.png', '.jpg', '.jpeg')) and not (left_out and left_out in name.lower()))
            stride = max(1, len(files) / MOST_OF_A_COLLECTION)
            kept = [files[int(k * stride)] for k in range(min(len(files), MOST_OF_A_COLLECTION))]
            found = [image for image in (read(f, i) for i, f in enumerate(kept) if not os.path.islink(f)) if image is not None]
            images += found
            weights += [float(weight) / len(found)] * len(found)
        images += [drawn(seed) for seed in range(DRAWN)]
        weights += [sum(weights) / 5 / DRAWN] * DRAWN
        flat, self.where, at = [], np.zeros((len(images), 4, 3), np.int64), 0
        for i, image in enumerate(images):
            for level in range(4):
                if min(image.shape[:2]) >= 8:
                    self.where[i, level] = (at, *image.shape[:2])
                    flat.append(image.reshape(-1, 3))
                    at += len(flat[-1])
                else:
                    self.where[i, level] = self.where[i, level - 1]
                f = image[:image.shape[0] // 2 * 2, :image.shape[1] // 2 * 2].astype(np.uint16)
                image = ((f[::2, ::2] + f[1::2, ::2] + f[::2, 1::2] + f[1::2, 1::2] + 2) // 4).astype(np.uint8)
        self.flat = torch.from_numpy(np.concatenate(flat)).to(device)
        self.weights = np.array(weights) / sum(weights)

    def draw(self, count, side):
        """Crops [count, 3, side, side] at scales, places, turns and colours by chance, in [0, 1]."""
        which = np.random.choice(len(self.weights), count, p=self.weights)
        height, width = self.where[which, 0, 1].astype(float), self.where[which, 0, 2].astype(float)
        largest = np.minimum(height, width) / side
        low = np.minimum(.75, largest)
        high = np.minimum(np.maximum(largest, low), 6)
        reduction = low * (high / low) ** np.random.random(count)
        left = np.random.random(count) * (width - reduction * side)
        top = np.random.random(count) * (height - reduction * side)
        level = np.clip(np.floor(np.log2(np.maximum(reduction, 1e-3) * 1.01)), 0, 3).astype(int)
        at, rows, columns = (self.where[which, level, k] for k in range(3))
        step = reduction * 2. ** -level
        each = lambda a, kind='f4': torch.from_numpy(np.asarray(a, kind)).to(device)[:, None, None]
        i = torch.arange(side, device=device, dtype=torch.float32)
        y, x = i[None, :, None].expand(count, side, side), i[None, None, :].expand(count, side, side)
        turn = each(np.random.randint(0, 8, count), 'i8')
        x, y = torch.where((turn & 1) == 0, x, side - 1 - x), torch.where((turn & 2) == 0, y, side - 1 - y)
        u, v = torch.where((turn & 4) == 0, x, y), torch.where((turn & 4) == 0, y, x)
        px = (each(left) + (u + .5) * each(reduction)) * each(columns / width) - .5
        py = (each(top) + (v + .5) * each(reduction)) * each(rows / height) - .5
        spread = each(np.where(step > 1.2, step / 4, 0))
        place = each(at, 'i8'), each(rows, 'i8'), each(columns, 'i8')
        total = sum(self.between(py + dy * spread, px + dx * spread, *place) for dy in (-1, 1) for dx in (-1, 1))
        return recoloured(total.permute(0, 3, 1, 2) / (4 * 255))

    def between(self, y, x, at, rows, columns):
        y, x = torch.minimum(y.clamp(min=0), (rows - 1).float()), torch.minimum(x.clamp(min=0), (columns - 1).float())
        y0, x0 = y.floor().long(), x.floor().long()
        y1, x1 = torch.minimum(y0 + 1, rows - 1), torch.minimum(x0 + 1, columns - 1)
        fy, fx = (y - y0)[..., None], (x - x0)[..., None]
        get = lambda row, column: self.flat[at + row * columns + column].float()
        return (get(y0, x0) * (1 - fx) + get(y0, x1) * fx) * (1 - fy) + (get(y1, x0) * (1 - fx) + get(y1, x1) * fx) * fy


def recoloured(x):
    """One in two keeps its colours."""
    chance = lambda *s: torch.rand(len(x), *s, 1, 1, device=device)
    contrast, brightness = .6 + .8 * chance(1), .3 * (chance(1) - .5)
    grey = torch.where(chance(1) < 1 / 6, torch.ones_like(contrast), .5 * chance(1) * chance(1))
    tint = 1 + .1 * torch.randn(len(x), 3, 1, 1, device=device)
    tint[:, 1] = 1
    y = torch.where(chance(1) < .25, x.flip(1), x)
    y = tint * (grey * y.mean(1, keepdim=True) + (1 - grey) * y)
    y = (.5 + contrast * (y - .5) + brightness).clamp(0, 1)
    return torch.where(chance(1) < .5, x, y).to(memory_format=torch.channels_last)


class Optimiser:
    """Orthogonal steps (Muon) for the kernels between features, Adam's for all else; keeps a running average."""

    def __init__(self, net):
        named = list(net.named_parameters())
        self.params = [p for _, p in named]
        self.orthogonal, others = {}, []
        for name, p in named:
            if p.dim() == 4 and name not in ('0.weight', '14.weight') and not name.startswith('projection'):
                self.orthogonal.setdefault(tuple(p.shape), []).append(p)
            else:
                others.append(p)
        self.momentum = {s: torch.zeros(len(ps), s[0], math.prod(s[1:]), device=device) for s, ps in self.orthogonal.items()}
        self.adam = torch.optim.Adam(others, lr=1, betas=(.9, .99), eps=1e-8)
        self.average = [p.detach().clone() for p in self.params]
        self.steps = 0

    @torch.no_grad()
    def step(self, rate):
        self.steps += 1
        slopes = [p.grad for p in self.params]
        torch._foreach_mul_(slopes, torch.clamp(1 / (torch.sqrt(sum(g.square().sum() for g in slopes)) + 1e-7), max=1))
        self.adam.param_groups[0]['lr'] = rate
        self.adam.step()
        for shape, ps in self.orthogonal.items():
            g = torch.stack([p.grad for p in ps]).reshape(len(ps), shape[0], -1)
            self.momentum[shape].mul_(.95).add_(g)
            x = g + .95 * self.momentum[shape]
            x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
            tall = x.shape[1] > x.shape[2]
            x = x.transpose(1, 2) if tall else x
            x = x.to(torch.bfloat16) if device == 'cuda' else x
            for _ in range(5):
                a = x @ x.transpose(1, 2)
                x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
            x = x.transpose(1, 2) if tall else x
            move = x.float() * (rate * .2 * math.sqrt(max(x.shape[1], x.shape[2])))
            torch._foreach_sub_(ps, [k.reshape(shape) for k in move])
        by = max(.002, 1 / (1 + self.steps / 3))
        torch._foreach_mul_(self.average, 1 - by)
        torch._foreach_add_(self.average, [p.data for p in self.params], alpha=by)
        for p in self.params:
            p.grad = None


class Student:
    """What learns, with linear maps from its stages to the teacher's where they are narrower."""

    def __init__(self, widths, deviations, hinted=(0, 1, 2)):
        self.net = Tae(widths).to(device).to(memory_format=torch.channels_last)
        self.hinted = hinted
        for k in hinted:
            if widths[k + 1] != 64:
                self.net.register_module(f'projection{k}', nn.Conv2d(widths[k + 1], 64, 1, bias=False).to(device))
        self.deviations = deviations
        self.optimiser = Optimiser(self.net)
        self.seen = None

    def learn(self, x, answers, rate, hint, parts=0.):
        """One step. `parts` is the weight of what the wide parts make of the teacher's own features before them."""
        first = 7 if self.net.widths[2] == 64 else 11
        with torch.autocast(device, torch.bfloat16, enabled=device == 'cuda'):
            given = self.net(x)
            errors = [self.error(given[14], answers, 14)]
            for k in self.hinted:
                y = given[LAYERS[k]]
                y = getattr(self.net, f'projection{k}')(y) if hasattr(self.net, f'projection{k}') else y
                errors.append(self.error(y, answers, LAYERS[k]))
            loss = errors[0] + hint * sum(errors[1:])
            if parts > 0:
                loss = loss + parts * sum(self.error(self.net.part(i, answers[i - 1]), answers, i) for i in range(first, 15))
        loss.backward()
        self.optimiser.step(rate)
        now = torch.stack([e.detach() for e in errors])
        self.seen = now if self.seen is None else self.seen + .01 * (now - self.seen)

    def error(self, given, answers, part):
        """Mean squared, as a part of the channels' variance."""
        return ((given.float() - answers[part]) / self.deviations[part]).square().mean()

    def averaged(self):
        net = Tae(self.net.widths).to(device).to(memory_format=torch.channels_last)
        state = dict(zip([n for n, _ in self.net.named_parameters()], self.optimiser.average))
        net.load_state_dict({n: state[n] for n in net.state_dict()})
        return net.eval()

    def save(self, file):
        save_file({n: p.half().contiguous() for n, p in self.averaged().state_dict().items()}, file, {'license': 'Apache-2.0'})


def statistics(given):
    return [(given[i].float().mean((2, 3)), given[i].float().std((2, 3), unbiased=False)) for i in LAYERS]


def attacked(net, x, most, steps, masked):
    """Crops whose luma was moved away from their own statistics, by up to `most` levels of 255."""
    limit = torch.rand(len(x), 1, 1, 1, device=device) * most / 255
    mean = lambda y: F.avg_pool2d(y, 9, 1, 4)
    luma = x.mean(1, keepdim=True)
    texture = (mean(luma.square()) - mean(luma).square()).clamp(min=0).sqrt()
    budget = torch.where(torch.rand_like(limit) < masked, torch.minimum(limit, texture), limit.expand_as(texture))
    with torch.autocast(device, torch.bfloat16, enabled=device == 'cuda'):
        with torch.no_grad():
            own = statistics(net(x))
        change = budget * (2 * torch.rand_like(budget) - 1)
        for _ in range(steps):
            change.requires_grad_(True)
            now = statistics(net((x + change).clamp(0, 1)))
            far = sum(torch.log(((m - a).square() + (s - b).square()).sum(1) + 1e-8) for (m, s), (a, b) in zip(now, own))
            slope, = torch.autograd.grad(far.sum(), change)
            change = (change.detach() + budget * (1.5 / steps + .2) * slope.sign()).clamp(-budget, budget)
    return (x + change.detach()).clamp(0, 1).to(memory_format=torch.channels_last)


def load_teacher(file):
    teacher = Tae((64, 64, 64, 64)).to(device).to(memory_format=torch.channels_last).eval().requires_grad_(False)
    teacher.load_state_dict({name: value.float() for name, value in load_file(file).items()})
    return teacher


@torch.no_grad()
def answers(teacher, x):
    with torch.autocast(device, torch.bfloat16, enabled=device == 'cuda'):
        return teacher(x)


def spread(teacher, shelf):
    """Deviations of the teacher's channels; a nearly dead one counts a tenth of its part's mean."""
    sums = None
    for _ in range(8):
        given = answers(teacher, shelf.draw(64, 128))
        moments = [torch.stack([a.float().mean((0, 2, 3)), a.float().square().mean((0, 2, 3))]) / 8 for a in given]
        sums = moments if sums is None else [s + m for s, m in zip(sums, moments)]
    deviations = [(m[1] - m[0].square()).clamp(min=0).sqrt() for m in sums]
    return [torch.maximum(d, d.mean() / 10).reshape(1, -1, 1, 1) for d in deviations]


def held_out(file):
    """The paintings of a list, at 448 pixels on the longest side."""
    images = []
    for line in open(file):
        if not line.startswith('#') and line.strip():
            image = Image.open(os.path.join(os.path.dirname(file), line.strip())).convert('RGB')
            scale = 448 / max(image.size)
            if scale < 1:
                image = image.resize(tuple(round(s * scale) for s in image.size), Image.BOX if scale < .5 else Image.LANCZOS)
            x = torch.from_numpy(np.array(image)).permute(2, 0, 1)[None].float().to(device) / 255
            images.append(F.pad(x, (0, -x.shape[3] % 8, 0, -x.shape[2] % 8), mode='replicate'))
    return images


@torch.no_grad()
def fidelity(teacher, net, images):
    """How much of the latents' variance a student explains: median and least."""
    values = []
    with torch.backends.cudnn.flags(benchmark=False):
        for x in images:
            a, b = answers(teacher, x)[14], answers(net, x)[14]
            values.append(float(1 - (a - b).square().sum() / (a - a.mean((2, 3), keepdim=True)).square().sum()))
    return f'R2 {np.median(values):.4f} least {min(values):.4f}'


def main():
    options = argparse.ArgumentParser(description='Trains a student, and beside it, at the end, a robust one.')
    options.add_argument('--teacher', required=True)
    options.add_argument('--pictures', action='append', required=True, metavar='WEIGHT:FOLDER')
    options.add_argument('--leave-out', default='gcompris')
    options.add_argument('--held-out', required=True)
    options.add_argument('--out', required=True)
    options.add_argument('--seconds', type=float, required=True)
    options.add_argument('--widths', default='16,16,64,64')
    options.add_argument('--peak', type=float, default=5e-3)
    options.add_argument('--start', help='a student to train on, without attacks and without a hint at its narrow stage')
    given = options.parse_args()
    torch.manual_seed(1), random.seed(1), np.random.seed(1)
    torch.backends.cudnn.benchmark = torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    attack_from, robust_from = (2, 2) if given.start else (.68, .76)
    teacher, images = load_teacher(given.teacher), held_out(given.held_out)
    shelf = Shelf(given.pictures, given.leave_out)
    deviations = spread(teacher, shelf)
    student = Student(tuple(map(int, given.widths.split(','))), deviations, (1, 2) if given.start else (0, 1, 2))
    if given.start:
        student.net.load_state_dict({n: v.float() for n, v in load_file(given.start).items()}, strict=False)
        student.optimiser = Optimiser(student.net)
    robust = None
    begun, told, step = time.time(), 0., 0
    fall = lambda part: .01 + .99 * .5 * (1 + math.cos(math.pi * part))
    while (done := (time.time() - begun) / given.seconds) < 1:
        side = int(np.random.choice(list(SIZES), p=list(SIZES.values())))
        count = max(4, PIXELS // side ** 2)
        x = shelf.draw(count, side)
        if done > attack_from:
            half = count // 2
            moved = attacked(student.net, x[:half], 12, random.randint(1, 4), .5)
            x = torch.cat([moved, x[half:]]).to(memory_format=torch.channels_last)
        step += 1
        rate = given.peak * fall(done) * min(1, step / 200)
        student.learn(x, answers(teacher, x), rate, .5 if done < .7 else .25, max(0., 1 - done / .4) * .3)
        if done > robust_from:
            if robust is None:
                robust = Student(student.net.widths, deviations)
                robust.net.load_state_dict(student.net.state_dict())
                robust.optimiser = Optimiser(robust.net)
            clean = shelf.draw(count // 2, side)
            rate = .5 * given.peak * fall((done - robust_from) / (1 - robust_from)) * min(1, (robust.optimiser.steps + 1) / 100)
            robust.learn(attacked(robust.net, clean, 5, 2, .3), answers(teacher, clean), rate, .5)
        if time.time() - told > max(5., given.seconds / 25):
            told = time.time()
            for one in [student] + ([robust] if robust else []):
                print(round(told - begun), step, one.seen.tolist(), fidelity(teacher, one.averaged(), images), flush=True)
            student.save(given.out + '/scumble-s.safetensors')
    student.save(given.out + '/scumble-s.safetensors')
    print(step, fidelity(teacher, student.averaged(), images))
    if robust:
        robust.save(given.out + '/scumble-r.safetensors')
        print(robust.optimiser.steps, fidelity(teacher, robust.averaged(), images))


if __name__ == '__main__':
    main()
