using System.Text;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.ImplicitAls;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Audience.Clustering;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.SampleWorld;

namespace Kuajie.Benchmarks;

/// <summary>
/// How well clusters find the tastes of a made-up world again: by profiles, by factors of a recommender, by both, with all factors or a few directions of them, where the catalog has tags, half of
/// them, none.
/// </summary>
internal static class ClustersReport
{
    private const int Users = 3_000;

    /// <summary>Measures and writes a table. Minutes.</summary>
    public static void Run(string file)
    {
        var text = new StringBuilder();
        Line(text, $"# Clusters against the truth");
        Line(text, $"");
        Line(text, $"`dotnet run -c Release --project bench/Kuajie.Benchmarks -- clusters bench/results/clusters.md`");
        Line(
            text,
            $"Both sides of a generated world of {Users:N0} users a side (seeds 4 … 6; the number of directions and the most that formats count were chosen on seeds 1 … 3), implicit ALS of 64 factors on the side itself. Truth: the strongest taste of each user. Adjusted Rand index, mean of the worlds: 1 for the truth found again, 0 for chance. As many clusters as there are tastes. Profiles hold tags, formats and activity; \"activity\" is a profile without the former two. \"By profile\" is what a stored cluster gives, which decides by the profile alone."
        );
        Line(text, $"");
        Line(text, $"| tags in the catalog | compared | ARI | ARI by profile | same cluster by profile | stability |");
        Line(text, $"|---|---|---|---|---|---|");
        foreach (var (name, tagged) in ((string, double)[])[("every item", 1.0), ("every fifth item", 0.2), ("none", 0.0)])
        {
            Side[] sides = [.. ((ulong[])[4, 5, 6]).SelectMany(seed => Sides(seed, tagged))];
            Add(text, name, "profile", sides, _ => null);
            Add(text, name, "activity, 8 directions", sides, side => Directions(side, 8), mostTags: 0);
            Add(text, name, "profile, all 64 factors alike", sides, Alike);
            foreach (var most in (int[])[4, 8, 16, 32])
            {
                Add(text, name, $"profile, {most} directions", sides, side => Directions(side, most));
            }
        }
        File.WriteAllText(file, text.ToString());
    }

    private static void Add(
        StringBuilder text,
        string world,
        string compared,
        Side[] sides,
        Func<Side, IReadOnlyList<IReadOnlyList<double>>?> factors,
        int mostTags = 30
    )
    {
        var found = sides
            .Select(side =>
            {
                var clusterer = new ProfileClusterer
                {
                    Fewest = side.Tastes,
                    Most = side.Tastes,
                    MostTags = mostTags,
                };
                var rows = factors(side);
                var clusters = clusterer.Cluster(side.Profiles, rows);
                var byProfile = clusters.Model!.WithoutFactors();
                return (
                    Ari: AdjustedRandIndex.Of(
                        side.Truth,
                        [.. side.Profiles.Select((profile, user) => clusters.Model.Assign(profile, rows?[user]))]
                    ),
                    ByProfile: AdjustedRandIndex.Of(side.Truth, [.. side.Profiles.Select(profile => byProfile.Assign(profile))]),
                    clusters.SameByProfile,
                    clusters.Stability
                );
            })
            .ToArray();
        Line(
            text,
            $"| {world} | {compared} | {found.Average(each => each.Ari):0.000} | {found.Average(each => each.ByProfile):0.000} | {100 * found.Average(each => each.SameByProfile):0} % | {found.Average(each => each.Stability):0.00} |"
        );
    }

    private static IReadOnlyList<IReadOnlyList<double>> Directions(Side side, int most)
    {
        var projection = FactorProjection.Fit(side.Factors, most);
        return [.. side.Factors.Select(factor => projection.Apply(factor))];
    }

    private static IReadOnlyList<IReadOnlyList<double>> Alike(Side side)
    {
        double[][] rows = [.. side.Factors.Select(factor => factor.Select(value => (double)value).ToArray())];
        var scale = Standardisation.Of(rows);
        return [.. rows.Select(row => scale.Apply(row))];
    }

    private static IEnumerable<Side> Sides(ulong seed, double tagged)
    {
        var world = World.Generate(new WorldOptions { Users = Users, Seed = seed });
        foreach (var domain in (WorldDomain[])[world.Knowledge, world.Partner])
        {
            var truth = domain
                .Users()
                .Where(user => !user.IsRobot)
                .ToDictionary(user => user.UserId, user => Strongest(user.Tastes, world.Tastes, domain), StringComparer.Ordinal);
            var items = domain.Items.Select((item, place) => ToItem(domain.Name, item, place, tagged)).ToDictionary(item => item.ItemId);
            Interaction[] rows =
            [
                .. domain
                    .Interactions()
                    .Where(row => truth.ContainsKey(row.UserId))
                    .Select(row => new Interaction(
                        domain.Name,
                        row.UserId,
                        domain.Items[row.Item].ItemId,
                        row.Kind,
                        DateTimeOffset.FromUnixTimeSeconds(row.UnixSeconds),
                        (double?)row.Value
                    )),
            ];
            var audience = new DomainAudience(rows, items, new TallyOptions());
            var profiles = audience.Profiles(DateTimeOffset.FromUnixTimeSeconds(WorldCalendar.End));
            yield return new Side(
                profiles,
                [.. profiles.Select(profile => truth[profile.UserId])],
                truth.Values.Distinct().Count(),
                FactorsOf(domain.Name, rows, profiles)
            );
        }
    }

    private static int Strongest(IReadOnlyList<double> shares, IReadOnlyList<Taste> tastes, WorldDomain domain) =>
        Enumerable
            .Range(0, shares.Count)
            .Where(taste => (domain.IsPartner ? tastes[taste].PartnerFace : tastes[taste].KnowledgeFace) is not null)
            .MaxBy(taste => shares[taste]);

    private static Item ToItem(string domain, WorldItem item, int place, double tagged) =>
        new(
            domain,
            item.ItemId,
            item.Kind,
            item.Title,
            null,
            tagged > 0 && place % (int)Math.Round(1 / tagged) == 0 ? item.Tags : [],
            item.PriceMinorUnits,
            "CNY",
            null,
            null,
            null,
            "{}"
        );

    private static float[][] FactorsOf(string name, Interaction[] rows, IReadOnlyList<UserProfile> profiles)
    {
        var builder = new InteractionDatasetBuilder();
        var domain = builder.AddDomain(name);
        foreach (var user in rows.GroupBy(row => (row.UserId, row.ItemId)))
        {
            var weight = user.Sum(row => KindWeights.Default.WeightOf(row.Kind, row.Value));
            builder.Add(domain, user.Key.UserId, user.Key.ItemId, Normalization.Log1p((float)weight));
        }
        var dataset = builder.Build();
        var model = (IFactorModel)new ImplicitAlsTrainer(new ImplicitAlsOptions()).Train(dataset, domain, new TrainingRun { Threads = 2 });
        var people = dataset.Domains[domain];
        return
        [
            .. profiles.Select(profile =>
            {
                var factor = new float[model.Rank];
                model.FoldIn(new UserHistory(people.HistoryOf(people.Users.IndexOf(profile.UserId))), factor);
                return factor;
            }),
        ];
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');

    private sealed record Side(IReadOnlyList<UserProfile> Profiles, int[] Truth, int Tastes, float[][] Factors);
}
