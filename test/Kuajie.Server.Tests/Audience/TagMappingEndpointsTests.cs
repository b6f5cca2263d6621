using System.Net;
using System.Net.Http.Json;
using Kuajie.Client;
using Kuajie.Client.Audience;
using Kuajie.Platform.Access;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Users;
using Kuajie.Server.Access;
using Kuajie.Storage.Audience;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace Kuajie.Server.Tests.Audience;

public sealed class TagMappingEndpointsTests
{
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);

    [Fact]
    public async Task Mapping_ForTheOperator_IsLearntDecidedAndTurnedRound()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(null, Scope.Manage));
        var partnership = running.Partnership.PartnershipId;

        var learnt = await client.TagMappings.GetAsync(partnership);
        var put = await client.TagMappings.PutAsync(
            partnership,
            new TagMappingRequest(
                "sports",
                learnt.Revision,
                [new TagEditRequest("running", "fitness", "pin", 0.25, "比赛日"), new TagEditRequest("chess", "围棋", "forbid")]
            )
        );
        var turned = await client.TagMappings.GetAsync(partnership, "knowledge");

        Assert.Equal(("knowledge", "sports", 120L, 0), (learnt.From, learnt.To, learnt.People, learnt.Revision));
        var pair = learnt.Pairs.Single(each => each.FromTag == "fitness");
        Assert.Equal(("running", "learnt", 42L), (pair.ToTag, pair.Origin, pair.Evidence!.Both));
        Assert.InRange(pair.Evidence.FalseDiscovery, 0, 0.05);
        Assert.Equal((1, "running", "pinned", 0.25), (put.Revision, put.Pairs[0].FromTag, put.Pairs[0].Origin, put.Pairs[0].Weight));
        Assert.Equal(("fitness", "比赛日", "pin"), (turned.Pairs[0].FromTag, turned.Pairs[0].Edit!.Note, turned.Pairs[0].Edit!.Decision));
        Assert.Equal(("围棋", "forbidden", 0.0), (turned.Pairs[^1].FromTag, turned.Pairs[^1].Origin, turned.Pairs[^1].Weight));
        Assert.NotEmpty(turned.Pairs[0].Edit!.By);
    }

    [Fact]
    public async Task Mapping_ForAPartner_IsRoundedAndHidesFewPeople()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));

        var mapping = await client.TagMappings.GetAsync(running.Partnership.PartnershipId);

        Assert.Equal(120, mapping.People);
        Assert.Equal([40L, 50], mapping.Pairs.Select(pair => pair.Evidence!.Both).Order());
        Assert.All(mapping.Pairs, pair => Assert.Equal(Math.Round(pair.Evidence!.Lift, 1), pair.Evidence.Lift));
    }

    [Fact]
    public async Task Table_Downloaded_CanBeReadBackAsDecisions()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(null, Scope.Manage));
        var partnership = running.Partnership.PartnershipId;
        await client.TagMappings.PutAsync(
            partnership,
            new TagMappingRequest("knowledge", 0, [new TagEditRequest("=1+1", "a,\"b\"", "add", 0.5, "第一,行")])
        );

        using var reader = new StreamReader(await client.TagMappings.DownloadAsync(partnership));
        var text = await reader.ReadToEndAsync();
        var edit = Assert.Single(TagMappingTable.Read(new StringReader(text)));

        Assert.Equal(("=1+1", "a,\"b\"", 0.5, "第一,行"), (edit.From, edit.To, edit.Weight, edit.Note));
        Assert.DoesNotContain("\n=1+1", text, StringComparison.Ordinal);
        Assert.Contains("fitness,running,,", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_EditedAndSentBack_ReplacesWhatWasDecided()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(null, Scope.Manage));
        var partnership = running.Partnership.PartnershipId;
        await client.TagMappings.PutAsync(partnership, new TagMappingRequest("knowledge", 0, [new TagEditRequest("a", "b", "forbid")]));
        using var reader = new StreamReader(await client.TagMappings.DownloadAsync(partnership, "sports"));
        var text = await reader.ReadToEndAsync();

        var edited = text.Replace("running,fitness,,", "running,fitness,pin,", StringComparison.Ordinal)
            .Replace("forbid", "", StringComparison.Ordinal);
        var put = await client.TagMappings.PutTableAsync(partnership, new TagTableRequest("sports", 1, "\uFEFF" + edited));

        var decided = Assert.Single(put.Pairs, pair => pair.Edit is not null);
        Assert.Equal(("running", "fitness", "pinned", 2), (decided.FromTag, decided.ToTag, decided.Origin, put.Revision));
        Assert.InRange(decided.Weight, 0.01, 1);
        var late = await Assert.ThrowsAsync<KuajieProblemException>(() =>
            client.TagMappings.PutTableAsync(partnership, new TagTableRequest("sports", 1, text))
        );
        Assert.Equal("tag-mapping-changed", late.Code);
        var wrong = await Assert.ThrowsAsync<KuajieProblemException>(() =>
            client.TagMappings.PutTableAsync(partnership, new TagTableRequest("sports", 2, "from_tag,to_tag\na,b\n"))
        );
        Assert.Equal("tag-table-columns", wrong.Code);
        Assert.Contains(
            running.Workspace.Activity.Find(new(null, ["putTagMappingTable"], null, null, null, null, null, 10)),
            line => line.Object == partnership
        );
    }

    [Fact]
    public async Task Mapping_ChangedInBetweenOrWrong_IsRefusedAndSaysWhy()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        var client = running.Client(Firm, Scope.Manage);
        var path = $"/v1/partnerships/{running.Partnership.PartnershipId}/tag-mapping";
        var forbid = new
        {
            from = "knowledge",
            revision = 0,
            edits = new[]
            {
                new
                {
                    fromTag = "a",
                    toTag = "b",
                    decision = "forbid",
                },
            },
        };
        await client.PutAsJsonAsync(path, forbid);

        var late = await client.PutAsJsonAsync(
            path,
            forbid with
            {
                edits = new[]
                {
                    new
                    {
                        fromTag = "a",
                        toTag = "c",
                        decision = "forbid",
                    },
                },
            }
        );
        var word = await client.PutAsJsonAsync(
            path,
            forbid with
            {
                revision = 1,
                edits = new[]
                {
                    new
                    {
                        fromTag = "a",
                        toTag = "b",
                        decision = "maybe",
                    },
                },
            }
        );
        var weight = await client.PutAsJsonAsync(
            path,
            forbid with
            {
                revision = 1,
                edits = new[]
                {
                    new
                    {
                        fromTag = "a",
                        toTag = "b",
                        decision = "pin",
                    },
                },
            }
        );
        var domain = await client.GetAsync($"{path}?from=auto");

        Assert.Equal("tag-mapping-changed", (await late.ProblemAsync(HttpStatusCode.Conflict)).Code);
        Assert.Equal("edits[0].decision", (await word.ProblemAsync(HttpStatusCode.BadRequest)).Where);
        Assert.Equal("invalid-tag-edits", (await weight.ProblemAsync(HttpStatusCode.BadRequest)).Code);
        Assert.Equal("no-domain-of-partnership", (await domain.ProblemAsync(HttpStatusCode.BadRequest)).Code);
    }

    [Fact]
    public async Task Mapping_OfStrangersNotSharedOrEnded_IsRefused()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        var path = $"/v1/partnerships/{running.Partnership.PartnershipId}/tag-mapping";
        var owner = running.Client(Firm, Scope.Manage);

        var hidden = await running.Client(RunningServer.PartyOf(RunningServer.Auto), Scope.Manage).GetAsync(path);
        Assert.Equal("unknown-partnership", (await hidden.ProblemAsync(HttpStatusCode.NotFound)).Code);

        running.Workspace.Partners.PutPartnership("knowledge", "sports", PartnershipShares.Catalog);
        running.Server.Services.GetRequiredService<CurrentAccess>().Refresh();
        Assert.Equal(HttpStatusCode.Forbidden, (await owner.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await owner.GetAsync($"{path}/table")).StatusCode);

        running.Workspace.Partners.PutPartnership("knowledge", "sports", PartnershipShares.All);
        running.Workspace.Partners.EndPartnership(running.Partnership.PartnershipId);
        running.Server.Services.GetRequiredService<CurrentAccess>().Refresh();
        Assert.False((await owner.GetAsync(path)).IsSuccessStatusCode);
    }

    /// <summary>Of 120 people 72 took Go and 48 fitness; 54 and 6 of them chess, 18 and 42 running.</summary>
    private static void Fill(Workspace workspace)
    {
        var at = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        var store = (DuckDbEventStore)workspace.Events;
        store.Put([
            ItemOf("knowledge", "go", "围棋"),
            ItemOf("knowledge", "fitness", "fitness"),
            ItemOf("sports", "chess", "chess"),
            ItemOf("sports", "running", "running"),
        ]);
        for (var person = 0; person < 120; person++)
        {
            var course = person < 72 ? "go" : "fitness";
            var game = person is < 54 or >= 114 ? "chess" : "running";
            store.Append([
                new Interaction("knowledge", $"k{person}", course, InteractionKind.Purchase, at, null),
                new Interaction("sports", $"s{person}", game, InteractionKind.Watch, at, null),
            ]);
            workspace.Links.Add([new Link("knowledge", $"k{person}", "sports", $"s{person}", LinkMethod.File, at)]);
        }
    }

    private static Item ItemOf(string domain, string item, string tag) =>
        new(domain, item, "course", $"Title of {item}", null, [tag], null, null, null, null, null, "{}");
}
