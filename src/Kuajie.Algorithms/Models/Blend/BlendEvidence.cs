using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Numerics.Regression;

namespace Kuajie.Algorithms.Models.Blend;

/// <summary>What weights are learnt from: held-out rows among their rivals, as every part scores them.</summary>
/// <param name="Lists">The rows and their candidates.</param>
/// <param name="Parts">Each part's scores of them.</param>
/// <param name="Masses">Shape rows: how much each row counts.</param>
internal sealed record BlendEvidence(CandidateLists Lists, IReadOnlyList<CandidateScores> Parts, double[] Masses)
{
    /// <summary>Numbers per candidate.</summary>
    public int FeatureCount => BlendWeights.FeatureCount(Parts.Count);

    /// <summary>The rows that satisfy a condition, each with at most so many rivals.</summary>
    public ChoiceRows Choices(IReadOnlyList<int> rows, int negatives)
    {
        var alternatives = Math.Min(Lists.Width, negatives + 1);
        var features = new float[rows.Count * alternatives * FeatureCount];
        var counts = new int[rows.Count];
        for (var place = 0; place < rows.Count; place++)
        {
            counts[place] = Math.Min(alternatives, Lists.Counts[rows[place]]);
            Fill(rows[place], features.AsSpan(place * alternatives * FeatureCount, counts[place] * FeatureCount));
        }
        return new ChoiceRows(features, counts, [.. rows.Select(row => Masses[row])], alternatives, FeatureCount);
    }

    /// <summary>The blend's score of each candidate of a row, the positive first.</summary>
    public void Score(int row, ReadOnlySpan<double> weights, Span<float> scores)
    {
        scores.Clear();
        for (var part = 0; part < Parts.Count; part++)
        {
            var own = Parts[part].Of(row);
            var (plain, damped) = ((float)weights[part * BlendBasis.Count], (float)weights[1 + (part * BlendBasis.Count)]);
            for (var candidate = 0; candidate < own.Length; candidate++)
            {
                var standardised = (float)own[candidate];
                scores[candidate] += (plain * standardised) + (damped * BlendBasis.Damp(standardised));
            }
        }
    }

    private void Fill(int row, Span<float> features)
    {
        for (var part = 0; part < Parts.Count; part++)
        {
            var own = Parts[part].Of(row);
            for (var candidate = 0; candidate * FeatureCount < features.Length; candidate++)
            {
                var place = (candidate * FeatureCount) + (part * BlendBasis.Count);
                var standardised = (float)own[candidate];
                (features[place], features[place + 1]) = (standardised, BlendBasis.Damp(standardised));
            }
        }
    }
}
