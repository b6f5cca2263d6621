namespace Kuajie.Algorithms.Models;

/// <summary>How much one past interaction of the user adds to the score of a recommended item.</summary>
/// <param name="Domain">Index of the domain of the past interaction.</param>
/// <param name="Item">Item index of the past interaction within that domain.</param>
/// <param name="Amount">The part of the score it brings; contributions plus the model's user-independent part give the score.</param>
public readonly record struct Contribution(int Domain, int Item, float Amount);
