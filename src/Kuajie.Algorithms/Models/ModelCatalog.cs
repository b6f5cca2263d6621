using Kuajie.Algorithms.CrossDomain.BridgeSimilarity;
using Kuajie.Algorithms.CrossDomain.ContentBridge;
using Kuajie.Algorithms.CrossDomain.EmbeddingMapping;
using Kuajie.Algorithms.CrossDomain.Gated;
using Kuajie.Algorithms.CrossDomain.JointAls;
using Kuajie.Algorithms.CrossDomain.JointBpr;
using Kuajie.Algorithms.CrossDomain.JointEase;
using Kuajie.Algorithms.CrossDomain.JointGraphWalk;
using Kuajie.Algorithms.Models.Blend;
using Kuajie.Algorithms.Models.Bpr;
using Kuajie.Algorithms.Models.Content;
using Kuajie.Algorithms.Models.Ease;
using Kuajie.Algorithms.Models.ExplicitFactorization;
using Kuajie.Algorithms.Models.GraphWalk;
using Kuajie.Algorithms.Models.ImplicitAls;
using Kuajie.Algorithms.Models.ItemKnn;
using Kuajie.Algorithms.Models.ItemTransition;
using Kuajie.Algorithms.Models.Popularity;
using Kuajie.Algorithms.Models.SequenceKnn;
using Kuajie.Algorithms.Models.UserKnn;

namespace Kuajie.Algorithms.Models;

/// <summary>All kinds of model the product knows, by name.</summary>
public static class ModelCatalog
{
    /// <summary>The kinds, simplest first.</summary>
    public static IReadOnlyList<ModelKind> Kinds { get; } =
    [
        new PopularityKind(),
        new ItemKnnKind(),
        new UserKnnKind(),
        new GraphWalkKind(),
        new SequenceKnnKind(),
        new ItemTransitionKind(),
        new BridgeSimilarityKind(),
        new JointGraphWalkKind(),
        new ImplicitAlsKind(),
        new JointAlsKind(),
        new EaseKind(),
        new JointEaseKind(),
        new EmbeddingMappingKind(),
        new BprKind(),
        new JointBprKind(),
        new ExplicitFactorizationKind(),
        new ContentKind(),
        new ContentBridgeKind(),
        new BlendKind(isCrossDomain: false),
        new BlendKind(isCrossDomain: true),
    ];

    /// <summary>What automatic selection serves: the gate over a single-domain and a cross-domain model. Found by name, not searched.</summary>
    public static ModelKind Auto { get; } = new GatedKind();

    /// <summary>
    /// What automatic selection searches: every kind but those that hold users' rows, which are trained only where they are asked for, and those that learn
    /// by many small steps or ratings rather than rankings, whose time is better spent on the others.
    /// </summary>
    public static IReadOnlyList<ModelKind> SearchedByAuto { get; } =
    [.. Kinds.Where(kind => kind is not (BprKind or JointBprKind or ExplicitFactorizationKind) && !kind.HoldsUserRows)];

    /// <summary>The kind of this name, or null.</summary>
    public static ModelKind? Find(string name) =>
        Kinds.Append(Auto).FirstOrDefault(kind => string.Equals(kind.Name, name, StringComparison.Ordinal));
}
