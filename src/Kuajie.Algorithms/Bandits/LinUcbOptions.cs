namespace Kuajie.Algorithms.Bandits;

/// <summary>How a <see cref="LinUcb"/> learns and explores.</summary>
public sealed record LinUcbOptions
{
    /// <summary>How much an arm's uncertainty counts in its favour: α of the paper, 0 or more. Default 0.5.</summary>
    public double Optimism { get; init; } = 0.5;

    /// <summary>Ridge regularization of each arm's regression, above 0; the paper has 1. Default 1.</summary>
    public double Regularization { get; init; } = 1;

    /// <summary>Share of choices drawn uniformly from all arms, 0 … 1. Default 0: the choice is determined, and its propensity 1.</summary>
    public double Epsilon { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A number is not as said.</exception>
    internal void ThrowIfInvalid()
    {
        ThrowIfNot(Optimism is >= 0 and < double.PositiveInfinity, nameof(Optimism), Optimism, "0 or more");
        ThrowIfNot(Regularization is > 0 and < double.PositiveInfinity, nameof(Regularization), Regularization, "a number above 0");
        ThrowIfNot(Epsilon is >= 0 and <= 1, nameof(Epsilon), Epsilon, "0 … 1");
    }

    private static void ThrowIfNot(bool isValid, string name, double found, string expected)
    {
        if (!isValid)
        {
            throw new ArgumentOutOfRangeException(name, found, $"Expected {expected}.");
        }
    }
}
