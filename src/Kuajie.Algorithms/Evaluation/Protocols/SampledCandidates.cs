namespace Kuajie.Algorithms.Evaluation.Protocols;

/// <summary>How a positive's rivals are drawn: for each seed an independent draw for every row.</summary>
/// <param name="Negatives">Distinct negatives per row and draw, at least 1; fewer only where the catalog has no more.</param>
/// <param name="Seeds">One draw per seed; figures are means over draws.</param>
public sealed record SampledCandidates(int Negatives, IReadOnlyList<ulong> Seeds)
{
    /// <summary>999 negatives, seeds 2022, 2023 and 2024.</summary>
    public static SampledCandidates Default { get; } = new(999, [2022, 2023, 2024]);
}
