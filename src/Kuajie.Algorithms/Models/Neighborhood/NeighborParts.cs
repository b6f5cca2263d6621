using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Neighborhood;

/// <summary>What a neighbourhood model consists of.</summary>
/// <param name="Blocks">One block for each domain whose past interactions speak.</param>
/// <param name="Damping">Shape target items: factor on the summed evidence.</param>
/// <param name="Prior">Shape target items: score without any evidence.</param>
internal sealed record NeighborParts(IReadOnlyList<NeighborBlock> Blocks, ReadOnlyMemory<float> Damping, ReadOnlyMemory<float> Prior)
{
    /// <summary>Damping and prior from the number of users of each target item: users^(−β) and ε · users / most users.</summary>
    public static NeighborParts Create(IReadOnlyList<NeighborBlock> blocks, SparseMatrix target, double popularityDamping, double prior)
    {
        var userCounts = new int[target.ColumnCount];
        foreach (var item in target.Columns.Span)
        {
            userCounts[item]++;
        }
        var most = Math.Max(1, userCounts.Length == 0 ? 1 : userCounts.Max());
        return new NeighborParts(
            blocks,
            Array.ConvertAll(userCounts, count => (float)Math.Pow(Math.Max(1, count), -popularityDamping)),
            Array.ConvertAll(userCounts, count => (float)(prior * count / most))
        );
    }

    /// <summary>A domain's interactions as confidences.</summary>
    public static SparseMatrix ConfidencesOf(DomainInteractions domain, double weightExponent, out float meanWeight)
    {
        var matrix = domain.Interactions;
        var confidences = new float[matrix.EntryCount];
        meanWeight = InteractionWeights.Mean(matrix.Values.Span);
        InteractionWeights.Confidences(matrix.Values.Span, meanWeight, weightExponent, confidences);
        return matrix.WithValues(confidences);
    }

    /// <summary>Reads the parts that a model's state holds.</summary>
    /// <exception cref="InvalidModelStateException">They do not fit each other.</exception>
    public static NeighborParts FromState(ModelState state)
    {
        var targetItems = state.DomainItemCounts[state.TargetDomain];
        var domains = state.Integers("domains").ToArray();
        if (domains.Any(domain => domain < 0 || domain >= state.DomainItemCounts.Count))
        {
            throw new InvalidModelStateException(
                $"Found domains [{string.Join(", ", domains)}] in the state of {state.Model}; expected indexes below {state.DomainItemCounts.Count}."
            );
        }
        var means = state.Floats("meanWeights", domains.Length);
        var blocks = domains.Select(
            (domain, index) =>
                new NeighborBlock(
                    domain,
                    means.Span[index],
                    MatrixState.Read(
                        state,
                        state.DomainItemCounts[domain],
                        targetItems,
                        $"rowOffsets{domain}",
                        $"columns{domain}",
                        $"similarities{domain}"
                    )
                )
        );
        return new NeighborParts([.. blocks], state.Floats("damping", targetItems), state.Floats("prior", targetItems));
    }
}
