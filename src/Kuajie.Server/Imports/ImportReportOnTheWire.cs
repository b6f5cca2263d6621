using System.Text.Json;
using System.Text.Json.Nodes;
using Kuajie.Platform.Access;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Users;

namespace Kuajie.Server.Imports;

/// <summary>An import's report as its caller may read it: what it shares with domains of other parties only where a partnership shares aggregates.</summary>
internal static class ImportReportOnTheWire
{
    /// <param name="reportJson">The report.</param>
    /// <param name="caller">Its reader.</param>
    /// <param name="access">What is shared with whom.</param>
    /// <param name="fewest">Counts of people below this are not told of domains that are not the caller's own.</param>
    public static JsonElement Of(string reportJson, Caller caller, DomainAccess access, int fewest)
    {
        var report = JsonNode.Parse(reportJson)!;
        if (report["quality"]?["overlaps"] is JsonArray overlaps)
        {
            var need = DomainNeed.SharedBy(PartnershipShares.Aggregates);
            var users = (long?)report["quality"]!["users"] ?? 0;
            var kept = overlaps
                .Where(overlap => access.Allows(caller, (string)overlap!["domain"]!, need))
                .Select(overlap =>
                    access.Allows(caller, (string)overlap!["domain"]!, DomainNeed.Own)
                        ? overlap.DeepClone()
                        : WithoutFew((JsonObject)overlap.DeepClone(), users, fewest)
                );
            report["quality"]!["overlaps"] = new JsonArray([.. kept]);
        }
        using var document = JsonDocument.Parse(report.ToJsonString());
        return document.RootElement.Clone();
    }

    private static JsonObject WithoutFew(JsonObject overlap, long users, int fewest)
    {
        var few = new FewPeople(fewest);
        foreach (var name in (string[])["sharedIds", "links"])
        {
            if (few.Hides((long?)overlap[name] ?? 0, users))
            {
                overlap.Remove(name);
                overlap["fewerThan"] = fewest;
            }
        }
        return overlap;
    }
}
