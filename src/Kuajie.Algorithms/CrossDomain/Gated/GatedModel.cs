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
    private const string ColdPrefix = "cold/";
    private readonly GatedOptions options;
    private readonly IModel single;
    private readonly IModel cross;
    private readonly IModel? cold;
    private readonly bool[] servesCross;

    /// <summary>Joins models of the same target and data.</summary>
    /// <param name="options">Who serves whom.</param>
    /// <param name="single">The single-domain model.</param>
    /// <param name="cross">The cross-domain model.</param>
    /// <param name="cold">The cross-domain model for cold linked users; null where the other serves them too.</param>
    /// <exception cref="ArgumentException">Their targets or catalogs differ.</exception>
    public GatedModel(GatedOptions options, IModel single, IModel cross, IModel? cold = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(single);
        ArgumentNullException.ThrowIfNull(cross);
        options.ThrowIfInvalid();
        foreach (var other in new[] { cross, cold }.OfType<IModel>())
        {
            if (single.TargetDomain != other.TargetDomain || !single.DomainItemCounts.SequenceEqual(other.DomainItemCounts))
            {
                throw new ArgumentException(
                    $"Found a {single.Name} and a {other.Name} of different data; expected the same.",
                    nameof(cross)
                );
            }
        }
        this.options = options;
        this.single = single;
        this.cross = cross;
        this.cold = cold;
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

    /// <summary>The cross-domain model of cold linked users, or null where <see cref="Cross"/> serves them.</summary>
    public IModel? Cold => cold;

    /// <summary>The model that serves a user.</summary>
    public IModel Serving(UserHistory history)
    {
        var segment = UserSegment.Of(history, TargetDomain);
        return !servesCross[segment.Index] ? single
            : segment.TargetRows == 0 ? cold ?? cross
            : cross;
    }

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
        if (cold?.ToState() is { } third)
        {
            PartState.Add(arrays, ColdPrefix, third);
            written = written with { ColdOptions = third.OptionsJson };
        }
        return new ModelState(Name, TargetDomain, DomainItemCounts, OptionsJson.Write(written), arrays);
    }

    internal static GatedModel Restore(ModelState state, GatedOptions options) =>
        new(
            options,
            PartState.Restore(state, SinglePrefix, options.SingleModel, options.SingleOptions),
            PartState.Restore(state, CrossPrefix, options.CrossModel, options.CrossOptions),
            options.ColdModel.Length == 0 ? null : PartState.Restore(state, ColdPrefix, options.ColdModel, options.ColdOptions)
        );
}
