namespace Kuajie.Algorithms.Models;

/// <summary>What one past interaction adds to a score through one of the models it is made of.</summary>
/// <param name="Part">The plain model.</param>
/// <param name="Contribution">The past interaction and its part of the whole score.</param>
public readonly record struct PartContribution(IModel Part, Contribution Contribution);
