using System.Numerics.Tensors;
using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>
/// Solves a user's factor from the interactions in one or more domains: the user half of a training sweep, and at serving time the fold-in.
/// A domain where the user did nothing adds no terms: not knowing a domain is not the same as disliking all of it.
/// </summary>
internal sealed class UserFold(FactorizationSettings settings, IReadOnlyList<FactorBlock> blocks)
{
    /// <summary>The domains' parts.</summary>
    public IReadOnlyList<FactorBlock> Blocks => blocks;

    /// <summary>Solves the user's equations into <paramref name="equations"/>.</summary>
    /// <returns>False where the user did nothing in any of the domains.</returns>
    public bool Gather(UserHistory history, NormalEquations equations)
    {
        var observations = 0;
        foreach (var block in blocks)
        {
            observations += history[block.Domain].Count;
        }
        equations.Start(observations);
        foreach (var block in blocks)
        {
            var own = history[block.Domain];
            Add(block, own.Items.Span, own.Weights.Span, equations);
        }
        return Finish(equations);
    }

    private void Add(FactorBlock block, ReadOnlySpan<int> items, ReadOnlySpan<float> weights, NormalEquations equations)
    {
        if (items.Length == 0)
        {
            return;
        }
        var confidences = equations.ConfidencesOf(items.Length);
        Confidences(block, weights, confidences);
        equations.AddObserved(block.Factors.Span, items, confidences);
        equations.AddUnobserved(block.Gram.Span, block.Factors.Length / settings.Rank, (float)(settings.UnobservedWeight * block.Weight));
    }

    /// <summary>Weight of each pair of a domain as an observation of zero.</summary>
    public float UnobservedWeightOf(FactorBlock block) => (float)(settings.UnobservedWeight * block.Weight);

    /// <summary>Ridge on a user with these confidences in one domain alone.</summary>
    public float RidgeOf(FactorBlock block, ReadOnlySpan<float> confidences)
    {
        var mass = (double)UnobservedWeightOf(block) * (block.Factors.Length / settings.Rank);
        foreach (var confidence in confidences)
        {
            mass += confidence;
        }
        return settings.RidgeOf(mass);
    }

    /// <summary>How much each interaction of a domain counts: its confidence times the domain's weight.</summary>
    public void Confidences(FactorBlock block, ReadOnlySpan<float> weights, Span<float> confidences)
    {
        settings.Confidences(weights, block.MeanWeight, confidences);
        TensorPrimitives.Multiply(confidences, block.Weight, confidences);
    }

    private bool Finish(NormalEquations equations)
    {
        if (equations.Mass <= 0)
        {
            return false;
        }
        equations.Factor(settings.RidgeOf(equations.Mass));
        return true;
    }
}
