using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Bpr;

namespace Kuajie.Algorithms.CrossDomain.JointBpr;

/// <summary>
/// Pairwise ranking of the target's items (Rendle et al., UAI 2009) where the user's factor is the damped sum of item factors over the history in all
/// domains (after FISM: Kabbur, Ning and Karypis, KDD 2013). O(epochs · target entries · (negatives + history) · rank).
/// </summary>
public sealed class JointBprTrainer : IModelTrainer
{
    private readonly JointBprOptions options;

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="InvalidModelOptionsException">Options out of range.</exception>
    public JointBprTrainer(JointBprOptions? options = null)
    {
        this.options = options ?? new JointBprOptions();
        this.options.ThrowIfInvalid();
    }

    /// <inheritdoc/>
    public string Name => JointBprKind.KindName;

    /// <inheritdoc/>
    public ModelOptions Options => options;

    /// <inheritdoc/>
    public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        var itemCounts = ModelInput.Check(dataset, targetDomain, run);
        (int Domain, float Weight)[] others =
        [
            .. Enumerable
                .Range(0, itemCounts.Length)
                .Where(domain => domain != targetDomain && options.OtherDomainWeight > 0)
                .Select(domain => (domain, (float)options.OtherDomainWeight)),
        ];
        var (blocks, itemFactors) = BprTraining.Train(dataset, targetDomain, others, options.ToRanking(), run);
        return new JointBprModel(targetDomain, itemCounts, options, blocks, itemFactors);
    }
}
