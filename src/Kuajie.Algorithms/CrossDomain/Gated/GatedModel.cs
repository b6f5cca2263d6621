using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.CrossDomain.Gated;

/// <summary>
/// Two models of one target behind a gate: each segment of users is served by the one that was better for it on validation, so that transfer which does
/// not help is not served. Scores of different users may come from different models and are not comparable with each other.
/// </summary>
public sealed class GatedModel : IModel
{
    private const string SinglePrefix = "single/";
    private const string CrossPrefix = "cross/";
    private readonly GatedOptions options;
    private readonly IModel single;
    private readonly IModel cross;
    private readonly bool[] servesCross;

    /// <summary>Joins two models of the same target and data.</summary>
    /// <exception cref="ArgumentException">Their targets or catalogs differ.</exception>
    public GatedModel(GatedOptions options, IModel single, IModel cross)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(single);
        ArgumentNullException.ThrowIfNull(cross);
        options.ThrowIfInvalid();
        if (single.TargetDomain != cross.TargetDomain || !single.DomainItemCounts.SequenceEqual(cross.DomainItemCounts))
        {
            throw new ArgumentException($"Found a {single.Name} and a {cross.Name} of different data; expected the same.", nameof(cross));
        }
        this.options = options;
        this.single = single;
        this.cross = cross;
        servesCross = options.ServesCrossDomain();
    }

    /// <inheritdoc/>
    public string Name => GatedKind.KindName;

    /// <inheritdoc/>
    public int TargetDomain => single.TargetDomain;

    /// <inheritdoc/>
    public IReadOnlyList<int> DomainItemCounts => single.DomainItemCounts;

    /// <summary>The single-domain model.</summary>
    public IModel Single => single;

    /// <summary>The cross-domain model.</summary>
    public IModel Cross => cross;

    /// <summary>The model that serves a user.</summary>
    public IModel Serving(UserHistory history) => servesCross[UserSegment.Of(history, TargetDomain).Index] ? cross : single;

    /// <inheritdoc/>
    public void Score(UserHistory history, Span<float> scores) => Serving(history).Score(history, scores);

    /// <inheritdoc/>
    public IReadOnlyList<Contribution> Explain(UserHistory history, int item, int most) => Serving(history).Explain(history, item, most);

    /// <inheritdoc/>
    public ModelState ToState()
    {
        var (first, second) = (single.ToState(), cross.ToState());
        var arrays = new SortedDictionary<string, ModelArray>(StringComparer.Ordinal);
        PartState.Add(arrays, SinglePrefix, first);
        PartState.Add(arrays, CrossPrefix, second);
        var written = options with { SingleOptions = first.OptionsJson, CrossOptions = second.OptionsJson };
        return new ModelState(Name, TargetDomain, DomainItemCounts, OptionsJson.Write(written), arrays);
    }

    internal static GatedModel Restore(ModelState state, GatedOptions options) =>
        new(
            options,
            PartState.Restore(state, SinglePrefix, options.SingleModel, options.SingleOptions),
            PartState.Restore(state, CrossPrefix, options.CrossModel, options.CrossOptions)
        );
}
