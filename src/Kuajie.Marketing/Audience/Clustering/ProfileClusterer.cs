using System.Globalization;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Allocation;
using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Audience.Clustering;

/// <summary>
/// Groups users by their profiles, and by factors of a recommender where they are given: k-means on standardised features, the number of clusters by silhouette within bounds, held against what one normal cloud of the same
/// covariances gives (nineteen draws, so that chance passes once in twenty; after Liu, Hayes, Nobel and Marron, JASA 103, 2008) and against other seeds. The same profiles and seed give the same clusters. O(users · clusters · features) per training, of which there are about a hundred, most of them on a sample.
/// </summary>
public sealed record ProfileClusterer
{
    private const int LeastUsers = 50;
    private const int MostTrained = 20_000;
    private const int MostJudged = 1_000;
    private const int References = 19;
    private const int Reseeds = 5;
    private const int Starts = 5;
    private const int FewStarts = 2;
    private const double LeastStability = 0.6;

    /// <summary>Fewest clusters tried, at least 2.</summary>
    public int Fewest { get; init; } = 2;

    /// <summary>Most clusters tried, at most 20.</summary>
    public int Most { get; init; } = 8;

    /// <summary>Most tags compared.</summary>
    public int MostTags { get; init; } = 30;

    /// <summary>Seed of samples and starts.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Groups users.</summary>
    /// <param name="profiles">One profile per user.</param>
    /// <param name="factors">A recommender's factors of each user, all of one length and in one unit, few: see <see cref="FactorProjection"/>; null for none.</param>
    /// <param name="progress">Told of every training, on the calling thread; null for nobody.</param>
    /// <param name="cancellation">Ends the work, between two trainings.</param>
    /// <exception cref="InvalidInputException">The bounds or the factors cannot be used.</exception>
    public SegmentClustering Cluster(
        IReadOnlyList<UserProfile> profiles,
        IReadOnlyList<IReadOnlyList<double>>? factors = null,
        IProgress<AudienceProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(profiles);
        InvalidInputException.ThrowIfAny(Faults(profiles, factors));
        if (profiles.Count < LeastUsers)
        {
            return new SegmentClustering(null, [], [], 0, 0, 0, false, MarketingText.Of("ShortageUsers", profiles.Count, LeastUsers));
        }
        var schema = FeatureSchema.Of(profiles, MostTags, factors is { Count: > 0 } ? factors[0].Count : 0);
        double[][] raw = [.. profiles.Select((profile, row) => schema.Row(profile, factors?[row]))];
        var scale = Standardisation.Of(raw);
        schema = schema.FactorCount > 0 ? schema.WithFactorsOf(scale) : schema;
        double[][] rows = [.. raw.Select(row => ClusterModel.Weighted(schema, scale.Apply(row)))];
        var trained = Sample(rows, MostTrained, 0);
        var judged = Sample(rows, MostJudged, 1);
        var counted = new Counted(progress);
        var fits = counted.Each(
            AudienceStage.Trying,
            Most - Fewest + 1,
            step => KMeans.Fit(trained, Fewest + step, Seed, Starts, cancellation)
        );
        ClusterChoice[] choices = [.. fits.Select(centres => new ClusterChoice(centres.Length, SilhouetteOf(judged, centres)))];
        var best = choices.MaxBy(choice => choice.Silhouette);
        var centres = BySize(fits[Array.IndexOf(choices, best)], rows);
        var root = SmallSystem.Cholesky(RowCovariance.Of(judged));
        var reference = counted
            .Each(AudienceStage.Comparing, References, draw => ReferenceSilhouette(judged, root, best.Count, draw, cancellation))
            .Max();
        var stability = Stability(trained, centres, counted, cancellation);
        cancellation.ThrowIfCancellationRequested();
        var isFound = best.Silhouette > reference && stability >= LeastStability;
        var model = new ClusterModel(schema, scale, centres);
        return new SegmentClustering(
            model,
            Segments(profiles, rows, centres),
            choices,
            best.Silhouette,
            reference,
            stability,
            isFound,
            MarketingText.Of(isFound ? "ClustersFound" : "ClustersNone", best.Count, best.Silhouette, reference, stability, LeastStability)
        )
        {
            Map = ClusterMap.Of(schema, centres, judged),
            SameByProfile = SameByProfile(model.WithoutFactors(), profiles, rows, centres),
        };
    }

    private static double SameByProfile(ClusterModel byProfile, IReadOnlyList<UserProfile> profiles, double[][] rows, double[][] centres) =>
        byProfile.Schema.Names.Count == rows[0].Length
            ? 1
            : profiles.Zip(rows).Count(each => byProfile.Assign(each.First) == KMeans.Nearest(each.Second, centres)) / (double)rows.Length;

    private static double SilhouetteOf(double[][] rows, double[][] centres) =>
        Clustering.Silhouette.Of(rows, [.. rows.Select(row => KMeans.Nearest(row, centres))]);

    private static double[][] BySize(double[][] centres, double[][] rows)
    {
        var sizes = rows.CountBy(row => KMeans.Nearest(row, centres)).ToDictionary(pair => pair.Key, pair => pair.Value);
        return
        [
            .. centres
                .Select((centre, number) => (centre, size: sizes.GetValueOrDefault(number)))
                .OrderByDescending(pair => pair.size)
                .Select(pair => pair.centre),
        ];
    }

    private static IReadOnlyList<ClusterSegment> Segments(IReadOnlyList<UserProfile> profiles, double[][] rows, double[][] centres)
    {
        var everybody = ClusterTag.Shares(profiles);
        return
        [
            .. profiles
                .Zip(rows, (profile, row) => (profile, number: KMeans.Nearest(row, centres)))
                .GroupBy(pair => pair.number, pair => pair.profile)
                .OrderBy(group => group.Key)
                .Select(group => Segment(group.Key, [.. group], profiles.Count, everybody)),
        ];
    }

    private static ClusterSegment Segment(int number, UserProfile[] members, int all, IReadOnlyDictionary<string, double> everybody)
    {
        var tags = ClusterTag.Of(members, everybody);
        var stage = members.CountBy(member => member.Stage.Name).MaxBy(pair => (pair.Value, -(int)pair.Key));
        var name =
            tags.Count > 0
                ? MarketingText.Of("ClusterTags", string.Join(" · ", tags.Take(3).Select(tag => tag.Tag)))
                : MarketingText.Of("ClusterStage" + stage.Key, 100.0 * stage.Value / members.Length);
        return new ClusterSegment(
            number,
            [.. members.Select(member => member.UserId).Order(StringComparer.Ordinal)],
            members.Length,
            (double)members.Length / all,
            tags,
            name
        );
    }

    /// <summary>What as many clusters, or as few as allowed, reach in one cloud, a normal one with the same covariances: its long axes can be cut too, but not as well.</summary>
    private double ReferenceSilhouette(double[][] rows, double[,] root, int count, int draw, CancellationToken cancellation)
    {
        var random = SplittableRandom.Stream((ulong)Seed + 2, (ulong)draw);
        var size = rows[0].Length;
        var drawn = new double[rows.Length][];
        for (var row = 0; row < rows.Length; row++)
        {
            var normal = new double[size];
            for (var place = 0; place < size; place++)
            {
                normal[place] = random.NextNormal();
            }
            drawn[row] = [.. Enumerable.Range(0, size).Select(place => Inner(root, place, normal))];
        }
        return new[] { Fewest, count }.Distinct().Max(each => SilhouetteOf(drawn, KMeans.Fit(drawn, each, Seed, FewStarts, cancellation)));
    }

    private static double Inner(double[,] root, int row, double[] normal)
    {
        double sum = 0;
        for (var place = 0; place <= row; place++)
        {
            sum += root[row, place] * normal[place];
        }
        return sum;
    }

    private double Stability(double[][] rows, double[][] centres, Counted counted, CancellationToken cancellation)
    {
        int[] groups = [.. rows.Select(row => KMeans.Nearest(row, centres))];
        return counted
            .Each(
                AudienceStage.Reseeding,
                Reseeds,
                step =>
                {
                    var others = KMeans.Fit(rows, centres.Length, Seed + 1 + step, FewStarts, cancellation);
                    return AdjustedRandIndex.Of(groups, [.. rows.Select(row => KMeans.Nearest(row, others))]);
                }
            )
            .Average();
    }

    /// <summary>At most so many rows, in their order, each as likely as the next.</summary>
    private double[][] Sample(double[][] rows, int most, ulong stream)
    {
        if (rows.Length <= most)
        {
            return rows;
        }
        int[] places = [.. Enumerable.Range(0, rows.Length)];
        SplittableRandom.Stream((ulong)Seed, stream).Shuffle<int>(places);
        return [.. places.Take(most).Order().Select(place => rows[place])];
    }

    /// <summary>Refuses bounds that no profiles could be clustered by: before they are read, which takes a while.</summary>
    /// <exception cref="InvalidInputException">The bounds cannot be used.</exception>
    public void ThrowIfInvalid() => InvalidInputException.ThrowIfAny(Faults([], null));

    private IEnumerable<InputFault> Faults(IReadOnlyList<UserProfile> profiles, IReadOnlyList<IReadOnlyList<double>>? factors)
    {
        if (Fewest < 2 || Most < Fewest || Most > 20)
        {
            yield return new InputFault("ClusterBounds", "clusters", FormattableString.Invariant($"{Fewest} … {Most}"));
        }
        if (MostTags is < 0 or > 500)
        {
            yield return new InputFault("ClusterMostTags", "tags", MostTags.ToString(CultureInfo.InvariantCulture));
        }
        if (factors is not null && factors.Count != profiles.Count)
        {
            yield return new InputFault("FactorRows", "factors", FormattableString.Invariant($"{factors.Count} / {profiles.Count}"));
        }
    }

    /// <summary>Steps of stages, told of as they are done.</summary>
    private readonly record struct Counted(IProgress<AudienceProgress>? Progress)
    {
        public T[] Each<T>(AudienceStage stage, int steps, Func<int, T> step)
        {
            var made = new T[steps];
            for (var done = 0; done < steps; done++)
            {
                Progress?.Report(new AudienceProgress(stage, done, steps));
                made[done] = step(done);
            }
            Progress?.Report(new AudienceProgress(stage, steps, steps));
            return made;
        }
    }
}
