namespace Kuajie.Algorithms.Ranking.Exploration;

/// <summary>How lists are to explore.</summary>
/// <param name="Method">By which policy.</param>
/// <param name="Amount">Its temperature or ε.</param>
public sealed record ListExploration(ExplorationMethod Method, double Amount)
{
    /// <summary>The policy.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is not one the policy takes.</exception>
    public IExplorationPolicy Policy() => Method == ExplorationMethod.Softmax ? new PlackettLuce(Amount) : new EpsilonGreedy(Amount);
}

/// <summary>Exploring policies.</summary>
public enum ExplorationMethod
{
    /// <summary><see cref="PlackettLuce"/>; the amount is its temperature.</summary>
    Softmax = 1,

    /// <summary><see cref="EpsilonGreedy"/>; the amount is ε.</summary>
    Epsilon = 2,
}
