using System.Net;
using Kuajie.Client;
using Kuajie.Client.Partners;
using Kuajie.Platform.Access;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Users;
using Kuajie.Server.Access;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace Kuajie.Server.Tests.Partners;

public sealed class PartnerChoiceEndpointsTests
{
    private const string Candidates =
        "partner,field,revenue,fee,required\nrace,sports,4000,1000,\nshoe,apparel,3000,1000,\napp,devices,1000,900,\n";
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);

    [Fact]
    public async Task KnownFit_ForTheOperator_CountsByHand()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(null, Scope.Manage));

        var fit = Assert.Single((await client.PartnerChoice.KnownFitAsync("knowledge")).Partners);

        Assert.Equal("sports", fit.Partner);
        Assert.StartsWith("23 of 47 users", Part(fit, "overlap").Evidence, StringComparison.Ordinal);
        Assert.StartsWith("24 of 47 users", Part(fit, "reach").Evidence, StringComparison.Ordinal);
        // 13 of the 23 linked bought, 13 of all 47: with half a person added everywhere 13.5 / 23.5 over 13.5 / 47.5.
        Assert.StartsWith(
            "13 of 23 linked users took up the partner's field, 2.02 times",
            Part(fit, "affinity").Evidence,
            StringComparison.Ordinal
        );
        Assert.False(Part(fit, "sentiment").IsKnown);
    }

    [Fact]
    public async Task KnownFit_ForAPartner_IsRoundedAndNeedsSharedAggregates()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));

        var fit = Assert.Single((await client.PartnerChoice.KnownFitAsync("knowledge")).Partners);
        Assert.StartsWith("20 of 40 users", Part(fit, "overlap").Evidence, StringComparison.Ordinal);
        Assert.StartsWith("10 of 20 linked users", Part(fit, "affinity").Evidence, StringComparison.Ordinal);

        running.Workspace.Partners.PutPartnership("knowledge", "sports", PartnershipShares.Catalog);
        running.Server.Services.GetRequiredService<CurrentAccess>().Refresh();
        Assert.Empty((await client.PartnerChoice.KnownFitAsync("knowledge")).Partners);
        var refused = await Assert.ThrowsAsync<KuajieProblemException>(() =>
            client.PartnerChoice.FitAsync("knowledge", new PartnerFitRequest(["sports"]))
        );
        Assert.Equal(("not-shared", HttpStatusCode.Forbidden), (refused.Code, refused.Status));
    }

    [Fact]
    public async Task Fit_WithTables_AddsWhatTheySayAndSaysWhatIsWrong()
    {
        await using var running = await RunningServer.StartAsync(prepare: Fill);
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));

        var fits = await client.PartnerChoice.FitAsync(
            "knowledge",
            new PartnerFitRequest(Aggregates: "partner,positive,positive_of\nsports,9,10\nshoe,5,5\n", Weights: "sentiment=1")
        );
        Assert.Equal(["shoe", "sports"], fits.Partners.Select(fit => fit.Partner).Order());
        Assert.True(Part(fits.Partners.Single(fit => fit.Partner == "sports"), "sentiment").IsKnown);
        Assert.True(Part(fits.Partners.Single(fit => fit.Partner == "sports"), "overlap").IsKnown);

        var body = Wire.Json("""{"aggregates":"partner,positive,positive_of\na,9,1\n,x,1\n"}""");
        var problem = await (await running.Client(Firm).PostAsync("/v1/domains/knowledge/partners/fit", body)).ProblemAsync(
            HttpStatusCode.BadRequest
        );
        Assert.Equal(["half-a-tally", "missing-value", "wrong-value", "half-a-tally"], problem.Faults!.Select(fault => fault.Code));
        Assert.Equal("aggregates:2", problem.Faults![0].Where);
    }

    [Fact]
    public async Task Portfolio_BudgetForTwo_IsProvenAndExplained()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));

        var answer = await client.PartnerChoice.PortfolioAsync("knowledge", new PortfolioRequest(Candidates, 200_000));

        Assert.Equal(["race", "shoe"], answer.Choices[0].Partners.Select(partner => partner.Partner));
        Assert.Equal(
            (700_000L, 200_000L, true),
            (answer.Choices[0].RevenueMinorUnits, answer.Choices[0].CostMinorUnits, answer.Choices[0].IsProven)
        );
        Assert.Equal(3, answer.PriceTurns.Count);
        Assert.Equal(new BudgetRangeResponse(200_000, 290_000), answer.Budgets);

        var impossible = await client.PartnerChoice.PortfolioAsync("knowledge", new PortfolioRequest(Candidates, 100, LeastFields: 1));
        Assert.Empty(impossible.Choices);
        Assert.Equal(2, impossible.Conflict.Count);
    }

    [Fact]
    public async Task Portfolio_WrongNumbers_AreAllNamed()
    {
        await using var running = await RunningServer.StartAsync();
        var body = Wire.Json(
            """{"candidates":"partner,field,revenue\na,x,1\n","budgetMinorUnits":-1,"choices":11,"quarterCapacities":[1,1,1,1,1]}"""
        );

        var problem = await (await running.Client(Firm).PostAsync("/v1/domains/knowledge/partners/portfolio", body)).ProblemAsync(
            HttpStatusCode.BadRequest
        );

        Assert.Equal(["budgetMinorUnits", "choices", "quarterCapacities"], problem.Faults!.Select(fault => fault.Where).Order());
    }

    [Fact]
    public async Task Network_Ties_AreMeasured()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new KuajieClient(running.Client(Firm, Scope.Manage));

        var network = await client.PartnerChoice.NetworkAsync(
            "knowledge",
            new PartnerNetworkRequest("first,second,profit\nhub,a,5\nhub,b,5\nhub,c,5\n")
        );

        Assert.Equal("hub", network.Partners[0].Partner);
        // A star of three: the middle's weight is √3 to 1 to 1 to 1.
        Assert.Equal(Math.Sqrt(3) / (Math.Sqrt(3) + 3), network.Partners[0].Eigenvector, 6);
        Assert.Equal(1500, network.Partners[0].ProfitMinorUnits);
    }

    private static FitPartResponse Part(PartnerFitResponse fit, string name) => fit.Parts.Single(part => part.Part == name);

    /// <summary>47 users on each side, 23 of them linked; 13 of the linked bought on the partner's side, the others only looked.</summary>
    private static void Fill(Workspace workspace)
    {
        var at = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        var store = (DuckDbEventStore)workspace.Events;
        for (var person = 0; person < 47; person++)
        {
            store.Append([
                new Interaction("knowledge", $"k{person}", "go", InteractionKind.Purchase, at, null),
                new Interaction("sports", $"s{person}", "chess", person < 13 ? InteractionKind.Purchase : InteractionKind.View, at, null),
            ]);
        }
        workspace.Links.Add(
            Enumerable.Range(0, 23).Select(person => new Link("knowledge", $"k{person}", "sports", $"s{person}", LinkMethod.File, at))
        );
    }
}
