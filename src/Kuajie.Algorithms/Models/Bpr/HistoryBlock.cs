namespace Kuajie.Algorithms.Models.Bpr;

/// <summary>The second factors of one domain's items: what a past interaction there adds to the user's factor.</summary>
/// <param name="Domain">Domain index.</param>
/// <param name="Weight">Factor on the confidences of the domain's interactions.</param>
/// <param name="MeanWeight">Mean weight of the domain's interactions, to which confidences are relative.</param>
/// <param name="Factors">Shape items × rank: q.</param>
internal sealed record HistoryBlock(int Domain, float Weight, float MeanWeight, ReadOnlyMemory<float> Factors);
