using Kuajie.Algorithms.Models;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>Texts of live recommendations.</summary>
internal static class LiveTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(LiveTexts));

    public static KuajieException InvalidRequest(IReadOnlyList<OptionFault> faults) =>
        Source.Fault(
            "invalid-recommendation-request",
            "InvalidRequest",
            isUsage: true,
            arguments:
            [
                string.Join("; ", faults.Select(fault => $"{fault.Option} = {fault.Found}")),
                string.Join("; ", faults.Select(fault => $"{fault.Option}: {fault.Expected}")),
            ]
        );

    public static KuajieException InvalidOptions(IReadOnlyList<OptionFault> faults) =>
        Source.Fault(
            "invalid-live-options",
            "InvalidOptions",
            isUsage: true,
            arguments:
            [
                string.Join("; ", faults.Select(fault => $"{fault.Option} = {fault.Found}")),
                string.Join("; ", faults.Select(fault => $"{fault.Option}: {fault.Expected}")),
            ]
        );

    public static KuajieException InvalidCursor() => Source.Fault("invalid-cursor", "InvalidCursor", isUsage: true);

    public static KuajieException OtherCursor() => Source.Fault("cursor-of-another-list", "OtherCursor", isUsage: true);

    public static KuajieException UnknownVersion(string version) =>
        Source.Fault("unknown-model-version", "UnknownVersion", arguments: [version]);

    public static KuajieException UnknownItem(string domain, string item) =>
        Source.Fault("unknown-item", "UnknownItem", isUsage: true, arguments: [item, domain]);

    public static KuajieException NotInList(string list, string item) =>
        Source.Fault("not-in-list", "NotInList", isUsage: true, arguments: [item, list]);

    public static KuajieException UnloadedVersion(string version) =>
        Source.Fault("version-not-loaded", "UnloadedVersion", arguments: [version]);

    public static string Pinned => Source.Format(nameof(Pinned));

    public static string NewHere(string domain) => Source.Format(nameof(NewHere), DomainName.ForPeople(domain));

    /// <summary>Popular among the users who share some traits.</summary>
    public static string PopularAmong(string domain, IReadOnlyList<UserTrait> traits) =>
        Source.Format(
            nameof(PopularAmong),
            DomainName.ForPeople(domain),
            string.Join(Source.Format("TraitSeparator"), traits.OrderBy(trait => trait.Name == UserTrait.Age).Select(Said))
        );

    private static string Said(UserTrait trait) =>
        trait.Name switch
        {
            UserTrait.Age => Source.Format("TraitAge", trait.Value),
            "city" or "城市" or "province" or "省份" or "region" or "地区" or "country" or "国家" => Source.Format(
                "TraitPlace",
                trait.Value
            ),
            _ => Source.Format("TraitOther", trait.Name, trait.Value),
        };

    public static string Promoted => Source.Format(nameof(Promoted));
}
