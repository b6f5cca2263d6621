namespace Kuajie.Marketing.Audience.Clustering;

/// <summary>All that is needed to say which cluster a user belongs to, also one seen later.</summary>
/// <param name="Schema">Which numbers of a profile are compared.</param>
/// <param name="Scale">Their common scale.</param>
/// <param name="Centres">The clusters' centres on that scale, weighted, the largest cluster first.</param>
public sealed record ClusterModel(FeatureSchema Schema, Standardisation Scale, IReadOnlyList<double[]> Centres)
{
    /// <summary>The number of the user's cluster, from 0. O(clusters · features).</summary>
    public int Assign(UserProfile profile, IReadOnlyList<double>? factors = null) =>
        KMeans.Nearest(Weighted(Schema, Scale.Apply(Schema.Row(profile, factors))), Centres);

    /// <summary>
    /// The model by profiles alone: each user falls to the centre that is nearest in what the profile tells. It asks for no recommender, whose versions come and go, so it is what is stored.
    /// </summary>
    public ClusterModel WithoutFactors()
    {
        var kept = Schema.Names.Count - Schema.FactorCount;
        return Schema.FactorCount == 0
            ? this
            : new ClusterModel(
                new FeatureSchema(Schema.Tags, Schema.Categories, Schema.Formats, 0, FormatsWhole: Schema.FormatsWhole),
                new Standardisation([.. Scale.Means.Take(kept)], [.. Scale.Deviations.Take(kept)]),
                [.. Centres.Select(centre => centre[..kept])]
            );
    }

    internal static double[] Weighted(FeatureSchema schema, double[] row) =>
        [.. row.Select((value, place) => value * schema.Weights[place])];
}
