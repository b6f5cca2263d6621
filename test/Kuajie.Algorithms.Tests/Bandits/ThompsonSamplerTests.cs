using Kuajie.Algorithms.Bandits;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Tests.Bandits;

public sealed class ThompsonSamplerTests
{
    /// <summary>Three successes of three against nothing known: Beta(4, 1) is above the uniform with 4/5.</summary>
    [Fact]
    public void Probabilities_AfterSuccesses_AreThoseOfTheBelief()
    {
        var sampler = new ThompsonSampler(2);
        sampler.Tried(1, 3);
        sampler.Succeeded(1, 3);

        Assert.Equal(0.8, sampler.Probabilities()[1], 1e-9);
    }

    [Fact]
    public void Choose_ManySeeds_DrawsByItsPropensities()
    {
        var sampler = new ThompsonSampler(3);
        sampler.Tried(0, 50);
        sampler.Succeeded(0, 10);
        sampler.Tried(1, 50);
        sampler.Succeeded(1, 14);
        var shown = new int[3];
        const int Draws = 20_000;
        for (var draw = 0; draw < Draws; draw++)
        {
            var choice = sampler.Choose(SplittableRandom.Stream(7, (ulong)draw).NextBits());
            Assert.Equal(sampler.Probabilities()[choice.Arm], choice.Propensity);
            shown[choice.Arm]++;
        }
        for (var arm = 0; arm < shown.Length; arm++)
        {
            Assert.Equal(sampler.Probabilities()[arm], (double)shown[arm] / Draws, 0.02);
        }
    }

    /// <summary>Against arms of known rates: nearly all trials go to the best in the end, and the wins over chance follow.</summary>
    [Fact]
    public void Choose_Learning_FindsTheBestArm()
    {
        double[] rates = [0.05, 0.15, 0.08];
        var sampler = new ThompsonSampler(3);
        var random = new SplittableRandom(11);
        var late = 0;
        for (var trial = 0; trial < 6000; trial++)
        {
            var choice = sampler.Choose(random.NextBits());
            sampler.Tried(choice.Arm);
            if (random.NextDouble() < rates[choice.Arm])
            {
                sampler.Succeeded(choice.Arm);
            }
            late += trial >= 5000 && choice.Arm == 1 ? 1 : 0;
        }
        Assert.True(late > 900, $"{late} of the last 1000 trials went to the best arm.");
    }

    [Fact]
    public void Succeeded_MoreThanTried_CountsAsAllOfThem()
    {
        var sampler = new ThompsonSampler(1);
        sampler.Tried(0, 2);
        sampler.Succeeded(0, 5);

        Assert.Equal((3.0, 1.0), (sampler.BeliefOf(0).A, sampler.BeliefOf(0).B));
    }

    /// <summary>Without the arm that always wins, the other two are alike.</summary>
    [Fact]
    public void Choose_AmongSome_LeavesTheOthersOut()
    {
        var sampler = new ThompsonSampler(3);
        sampler.Tried(1, 1000);
        sampler.Succeeded(1, 1000);

        var choices = Enumerable.Range(0, 50).Select(seed => sampler.Choose([0, 2], (ulong)seed)).ToArray();

        Assert.All(choices, choice => Assert.Equal(0.5, choice.Propensity, 1e-9));
        Assert.Equal([0, 2], choices.Select(choice => choice.Arm).Distinct().Order());
        Assert.Equal(1, sampler.Choose(1).Arm);
        Assert.Throws<ArgumentException>(() => sampler.Choose([], 1));
    }

    [Fact]
    public void Numbers_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThompsonSampler(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThompsonSampler(2, priorSuccesses: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThompsonSampler(2, priorFailures: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThompsonSampler(2).Tried(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThompsonSampler(2).Succeeded(0, -1));
    }
}
