"""The fit of the last weights."""

import numpy as np

from agent_console.guard.model.fitting import Line, fit_suspicion

NOISE = np.random.default_rng(7)


def test_it_finds_the_figure_that_tells() -> None:
    wrong = np.repeat([0.0, 1.0], 200)
    figures = NOISE.normal(size=(400, 3))
    figures[:, 1] += 3 * wrong
    found = fit_suspicion(figures, wrong, ridge=1.0)
    assert np.abs(found.slope).argmax() == 1
    scores = found.score(figures)
    assert scores[wrong == 1].mean() > 0 > scores[wrong == 0].mean()


def test_few_cases_change_a_prior_little() -> None:
    prior = Line(np.array([2.0, 0.0]), -1.0)
    figures, wrong = NOISE.normal(size=(6, 2)), np.array([0.0, 1.0] * 3)
    near = fit_suspicion(figures, wrong, ridge=1e6, prior=prior)
    assert np.allclose(near.slope, prior.slope, atol=0.01)


def test_a_constant_figure_does_no_harm() -> None:
    figures = np.column_stack((np.ones(40), NOISE.normal(size=40)))
    found = fit_suspicion(figures, (figures[:, 1] > 0).astype(float), ridge=1.0)
    assert np.isfinite(found.slope).all()


def test_from_a_prior_that_is_sure_of_the_opposite_it_still_finds_the_way() -> None:
    wrong = np.repeat([0.0, 1.0], 200)
    figures = NOISE.normal(size=(400, 3))
    figures[:, 1] += 2 * wrong
    found = fit_suspicion(figures, wrong, ridge=0.3, prior=Line(np.array([40.0, -60.0, 0.0]), 25.0))
    scores = found.score(figures)
    assert np.abs(found.slope).max() < 100
    assert np.mean((scores > 0) == (wrong > 0)) > 0.8
