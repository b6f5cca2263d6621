using Kuajie.Platform.Catalog;

namespace Kuajie.Server.Web.Parts;

/// <summary>Kinds of items and of interactions as people say them.</summary>
internal static class KindNames
{
    /// <summary>The wire names of the kinds that items can be of.</summary>
    public static readonly IReadOnlyList<string> OfItems = [.. ItemKinds.All.Select(kind => kind.WireName)];

    /// <summary>A kind of item; the raw name where it has no other.</summary>
    public static string Item(string kind) => OfItems.Contains(kind) ? ConsoleTexts.Say($"ItemKind_{kind}") : kind;

    /// <summary>A kind of interaction as a noun: "Purchase".</summary>
    public static string Interaction(string kind) => IsKnown(kind) ? ConsoleTexts.Say($"Interaction_{kind}") : kind;

    /// <summary>A kind of interaction as what somebody did: "bought".</summary>
    public static string Did(string kind) => IsKnown(kind) ? ConsoleTexts.Say($"Did_{kind}") : kind;

    private static bool IsKnown(string kind) => Platform.Interactions.InteractionKinds.Names.Contains(kind);
}
