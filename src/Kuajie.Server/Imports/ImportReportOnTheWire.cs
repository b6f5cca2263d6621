using System.Text.Json;
using System.Text.Json.Nodes;
using Kuajie.Platform.Access;
using Kuajie.Platform.Partners;

namespace Kuajie.Server.Imports;

/// <summary>An import's report as its caller may read it: what it shares with domains of other parties only where a partnership shares aggregates.</summary>
internal static class ImportReportOnTheWire
{
    public static JsonElement Of(string reportJson, Caller caller, DomainAccess access)
    {
        var report = JsonNode.Parse(reportJson)!;
        if (report["quality"]?["overlaps"] is JsonArray overlaps)
        {
            var need = DomainNeed.SharedBy(PartnershipShares.Aggregates);
            var kept = overlaps
                .Where(overlap => access.Allows(caller, (string)overlap!["domain"]!, need))
                .Select(overlap => overlap!.DeepClone());
            report["quality"]!["overlaps"] = new JsonArray([.. kept]);
        }
        using var document = JsonDocument.Parse(report.ToJsonString());
        return document.RootElement.Clone();
    }
}
