using System.Text.Json;
using System.Text.Json.Serialization;
using Kuajie.Platform.Access;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Demo;

/// <summary>What the demo's workspace needs to be called: a key for servers, a key for pages; and how to say so.</summary>
internal sealed class DemoService
{
    private static readonly JsonSerializerOptions Compact = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private readonly string knowledge;
    private readonly string firstBody;
    private readonly string serverKey;
    private readonly string pageKey;

    public DemoService(Workspace workspace, DemoOutcome outcome, TimeProvider clock)
    {
        knowledge = outcome.World.Knowledge.Name;
        firstBody = FirstBody(outcome);
        var party = workspace.Partners.Domains().Single(domain => domain.Name == knowledge).PartyId;
        var ring = new KeyRing(workspace.Keys, workspace.Partners, clock);
        serverKey = ring.Issue("demo-server", party, Scope.Ingest | Scope.Recommend).Text;
        pageKey = ring.Issue("demo-pages", party, Scope.Collect).Text;
    }

    /// <summary>The keys, and a first request to paste into a shell.</summary>
    public IEnumerable<string> Lines(Uri address) =>
        [
            DemoTexts.ServerKey(knowledge, serverKey),
            DemoTexts.PageKey(knowledge, pageKey),
            DemoTexts.FirstRequest(
                $"curl {address.GetLeftPart(UriPartial.Authority)}/v1/domains/{knowledge}/recommendations -H 'Authorization: Bearer {serverKey}' -H 'Content-Type: application/json' -d '{firstBody}'"
            ),
        ];

    /// <summary>The partner's items, with reasons, for a knowledge user who is new there; for a visitor where the sample has no such user.</summary>
    private static string FirstBody(DemoOutcome outcome)
    {
        var user = outcome.Lists.Select(list => list.User).FirstOrDefault(user => user.Domain == outcome.World.Knowledge.Name);
        return JsonSerializer.Serialize(
            new
            {
                user = user?.UserId,
                session = user is null ? "first-visit" : null,
                targets = new[] { new { domain = outcome.World.Partner.Name } },
                count = 3,
                explain = true,
            },
            Compact
        );
    }
}
