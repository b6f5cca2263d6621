using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Tests.Evaluation;

/// <summary>A model that scores by a given rule.</summary>
internal sealed class ToyModel(InteractionDataset dataset, int targetDomain, Action<UserHistory, float[]> score) : IModel
{
    public string Name => "toy";

    public int TargetDomain => targetDomain;

    public IReadOnlyList<int> DomainItemCounts { get; } = [.. dataset.Domains.Select(domain => domain.Items.Count)];

    public void Score(UserHistory history, Span<float> scores)
    {
        var buffer = new float[scores.Length];
        score(history, buffer);
        buffer.CopyTo(scores);
    }

    public IReadOnlyList<Contribution> Explain(UserHistory history, int item, int most) => [];

    public ModelState ToState() => new(Name, TargetDomain, DomainItemCounts, "{}", new Dictionary<string, ModelArray>());

    /// <summary>Scores drawn from the user's history alone: chance, but the same on every call.</summary>
    public static ToyModel Chance(InteractionDataset dataset, int targetDomain) =>
        new(
            dataset,
            targetDomain,
            (history, scores) =>
            {
                ulong seed = 1;
                for (var domain = 0; domain < history.DomainCount; domain++)
                {
                    foreach (var item in history[domain].Items.Span)
                    {
                        seed = (seed * 31) + (ulong)item + (ulong)domain;
                    }
                }
                var random = SplittableRandom.Stream(seed, 1);
                for (var item = 0; item < scores.Length; item++)
                {
                    scores[item] = (float)random.NextDouble();
                }
            }
        );
}
