using Kuajie.Algorithms.CrossDomain.Gated;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Blend;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Audience.Clustering;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations;
using Kuajie.Platform.Training;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Audience;

/// <summary>
/// Factors of a domain's users in its recommender, folded in from what each did in the domain itself: partners' data stays out. Of a blend or a gated model, those of its first part that has any.
/// Users are read one by one; of factors, those of a sample are held, and of everybody a few numbers.
/// </summary>
/// <param name="workspace">Where models and interactions are.</param>
public sealed class UserFactors(IWorkspace workspace)
{
    /// <summary>Directions kept of the factors.</summary>
    public const int MostDirections = 8;
    private const int MostSampled = 20_000;
    private const ulong SampleSeed = 3;
    private const int TellEvery = 100;

    /// <summary>The version whose factors are to be compared, or null where none serves the domain.</summary>
    /// <exception cref="KuajieException">The version is unknown or recommends something else.</exception>
    public ModelVersion? Choose(string domain, string? versionId)
    {
        if (versionId is null)
        {
            return workspace.Models.Serving(null, domain)
                ?? workspace
                    .Models.ServingAll()
                    .Where(place => place.TargetDomain == domain)
                    .Select(place => workspace.Models.Find(place.VersionId))
                    .FirstOrDefault(version => version is not null);
        }
        return workspace.Models.Find(versionId) is { } found && found.TargetDomain == domain
            ? found
            : throw AudienceTexts.Fault("unknown-model-version", "UnknownModel", versionId, domain);
    }

    /// <summary>Whether a version has factors at all; of a version that is unknown, none. As slow as reading its file.</summary>
    public bool Has(string versionId) =>
        workspace.Models.Find(versionId) is { } version && FirstOf(ServedModel.Load(workspace.ModelFiles, version).Model) is not null;

    /// <summary>Each user's numbers, in the order of the profiles; null where the model has no factors or the same for everybody. O(interactions + users · fold-in).</summary>
    /// <exception cref="KuajieException">The model's file cannot be read.</exception>
    public IReadOnlyList<double[]>? Read(
        ModelVersion version,
        string domain,
        IReadOnlyList<UserProfile> profiles,
        IProgress<AudienceProgress>? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(profiles);
        var served = ServedModel.Load(workspace.ModelFiles, version);
        if (profiles.Count == 0 || FirstOf(served.Model) is not { } model)
        {
            return null;
        }
        var sample = Sample(profiles);
        var (all, done) = (sample.Count + profiles.Count, 0);
        var sampled = new float[sample.Count][];
        Fold(
            served,
            model,
            domain,
            sample,
            (place, factor) =>
            {
                sampled[place] = [.. factor];
                Tell();
            },
            cancellation
        );
        var projection = FactorProjection.Fit(sampled, MostDirections);
        if (projection.Count == 0)
        {
            return null;
        }
        var found = new double[profiles.Count][];
        Fold(
            served,
            model,
            domain,
            profiles.Index().ToDictionary(each => each.Item.UserId, each => each.Index, StringComparer.Ordinal),
            (place, factor) =>
            {
                found[place] = projection.Apply(factor);
                Tell();
            },
            cancellation
        );
        return found;

        void Tell()
        {
            if (++done % TellEvery == 0 || done == all)
            {
                progress?.Report(new AudienceProgress(AudienceStage.Factors, done, all));
            }
        }
    }

    /// <summary>The model itself, or the first part within it that has factors.</summary>
    internal static IFactorModel? FirstOf(IModel model) =>
        model switch
        {
            IFactorModel factors => factors,
            BlendModel blend => blend.Parts.Select(FirstOf).FirstOrDefault(part => part is not null),
            GatedModel gated => new[] { gated.Single, gated.Cross, gated.Cold }
                .OfType<IModel>()
                .Select(FirstOf)
                .FirstOrDefault(part => part is not null),
            _ => null,
        };

    private static Dictionary<string, int> Sample(IReadOnlyList<UserProfile> profiles)
    {
        int[] places = [.. Enumerable.Range(0, profiles.Count)];
        if (places.Length > MostSampled)
        {
            SplittableRandom.Stream(SampleSeed, 0).Shuffle<int>(places);
        }
        return places
            .Take(MostSampled)
            .Index()
            .ToDictionary(each => profiles[each.Item].UserId, each => each.Index, StringComparer.Ordinal);
    }

    /// <summary>Folds users in, one after the other as they are read; those of whom the model knows no interaction get its mean user.</summary>
    private void Fold(
        ServedModel served,
        IFactorModel model,
        string domain,
        Dictionary<string, int> places,
        Action<int, float[]> take,
        CancellationToken cancellation
    )
    {
        var target = model.TargetDomain;
        var items = served.Domains[target].Items;
        var left = new HashSet<string>(places.Keys, StringComparer.Ordinal);
        var factor = new float[model.Rank];
        var rows = new List<(int Item, float Weight, long At)>();
        string? reading = null;
        foreach (var row in workspace.Interactions.ReadWeighted(domain, served.Data.KindWeights, cancellation))
        {
            if (row.UserId != reading)
            {
                Finish();
                reading = row.UserId;
            }
            if (items.IndexOf(row.ItemId) is >= 0 and var item)
            {
                rows.Add((item, served.Data.Normalize(row.Weight), row.UnixSeconds ?? long.MinValue));
            }
        }
        Finish();
        foreach (var user in left.ToArray())
        {
            reading = user;
            Finish();
        }

        void Finish()
        {
            if (reading is not null && left.Remove(reading))
            {
                cancellation.ThrowIfCancellationRequested();
                model.FoldIn(UserHistory.Empty(served.Domains.Count).With(target, HistoryOf(rows)), factor);
                take(places[reading], factor);
            }
            rows.Clear();
        }
    }

    private static DomainHistory HistoryOf(List<(int Item, float Weight, long At)> rows)
    {
        rows.Sort((first, second) => first.Item.CompareTo(second.Item));
        return new DomainHistory(
            rows.Select(row => row.Item).ToArray(),
            rows.Select(row => row.Weight).ToArray(),
            rows.Exists(row => row.At != long.MinValue) ? rows.Select(row => row.At).ToArray() : default
        );
    }
}
