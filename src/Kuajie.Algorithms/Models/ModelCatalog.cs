using Kuajie.Algorithms.CrossDomain.BridgeSimilarity;
using Kuajie.Algorithms.CrossDomain.ContentBridge;
using Kuajie.Algorithms.CrossDomain.Gated;
using Kuajie.Algorithms.CrossDomain.JointAls;
using Kuajie.Algorithms.CrossDomain.JointEase;
using Kuajie.Algorithms.Models.Blend;
using Kuajie.Algorithms.Models.Content;
using Kuajie.Algorithms.Models.Ease;
using Kuajie.Algorithms.Models.ImplicitAls;
using Kuajie.Algorithms.Models.ItemKnn;
using Kuajie.Algorithms.Models.Popularity;

namespace Kuajie.Algorithms.Models;

/// <summary>All kinds of model the product knows, by name.</summary>
public static class ModelCatalog
{
    /// <summary>The kinds, simplest first.</summary>
    public static IReadOnlyList<ModelKind> Kinds { get; } =
    [
        new PopularityKind(),
        new ItemKnnKind(),
        new BridgeSimilarityKind(),
        new ImplicitAlsKind(),
        new JointAlsKind(),
        new EaseKind(),
        new JointEaseKind(),
        new ContentKind(),
        new ContentBridgeKind(),
        new BlendKind(isCrossDomain: false),
        new BlendKind(isCrossDomain: true),
    ];

    /// <summary>What automatic selection serves: the gate over a single-domain and a cross-domain model. Found by name, not searched.</summary>
    public static ModelKind Auto { get; } = new GatedKind();

    /// <summary>The kind of this name, or null.</summary>
    public static ModelKind? Find(string name) =>
        Kinds.Append(Auto).FirstOrDefault(kind => string.Equals(kind.Name, name, StringComparison.Ordinal));
}
