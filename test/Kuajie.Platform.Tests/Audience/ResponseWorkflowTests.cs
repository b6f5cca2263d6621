using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Conformance.InMemory;
using Kuajie.Marketing.Response;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations.Impressions;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Audience;

public sealed class ResponseWorkflowTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly CancellationToken Never = TestContext.Current.CancellationToken;
    private readonly InMemoryWorkspace workspace = new(new FakeTimeProvider(At));
    private readonly ResponseWorkflow workflow;
    private readonly ResponseRequest request = new() { Domain = "courses", Window = TimeSpan.FromDays(7) };

    public ResponseWorkflowTests()
    {
        workspace.OwnPartners.EnsureDomain("courses");
        workspace.OwnCatalog.Put([ItemOf("a", 9900, "run", "health"), ItemOf("b", 19900, "run"), ItemOf("c", null)]);
        workflow = new ResponseWorkflow(
            workspace.Partners,
            new InMemoryLiveStore(workspace.OwnInteractions),
            workspace.Catalog,
            workspace.Impressions,
            new InMemoryOutcomes([])
        );
    }

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void Rows_OfViews_ComeFromBeforeAndAreJudgedByAfter()
    {
        Did("u", "a", InteractionKind.View, 0);
        Did("u", "a", InteractionKind.Purchase, 2);
        Did("u", "b", InteractionKind.View, 3);
        Did("u", "b", InteractionKind.View, 4);
        Did("v", "b", InteractionKind.View, 3);
        Did("v", "b", InteractionKind.Enrol, 11);
        Did("w", "c", InteractionKind.View, 30);

        var rows = workflow.Rows(request, null, Never).Rows;

        // u looks at a and takes it; u and v look at b and take it not, or too late; w's window is not over.
        Assert.Equal([("u", 1.0), ("u", 0), ("v", 0)], rows.Select(row => (row.Group!, row.Outcome)));
        Assert.Null(rows[0].Values[Place("days since last interaction")].Number);
        Assert.Equal(0, rows[0].Values[Place("user interactions")].Number);
        var second = rows[1].Values;
        Assert.Equal(Math.Log(3), second[Place("user interactions")].Number!.Value, 1e-12);
        Assert.Equal(Math.Log(2), second[Place("user taken")].Number!.Value, 1e-12);
        Assert.Equal(Math.Log(2), second[Place("days since last interaction")].Number!.Value, 1e-12);
        Assert.Equal(1, second[Place("tag affinity")].Number!.Value, 1e-12);
        Assert.Equal(Math.Log(200) - Math.Log(100), second[Place("price against paid before")].Number!.Value, 1e-12);
        // Of two interactions so far one took something: 20 imagined ones at that rate.
        Assert.Equal(0.5, second[Place("item taken rate")].Number!.Value, 1e-12);
        Assert.Equal(
            ("course", "06–12", "Thursday"),
            (second[Place("kind")].Level, second[Place("part of day")].Level, second[Place("weekday")].Level)
        );
    }

    [Fact]
    public void Rows_WhatHappensInOneMoment_IsNotKnownInIt()
    {
        Did("u", "a", InteractionKind.View, 0);
        Did("u", "b", InteractionKind.View, 0);
        Did("w", "c", InteractionKind.View, 30);

        Assert.All(workflow.Rows(request, null, Never).Rows, row => Assert.Equal(0, row.Values[0].Number));
    }

    [Fact]
    public void Rows_ChangingTheFuture_ChangesOutcomesOnly()
    {
        Did("u", "a", InteractionKind.View, 0);
        Did("u", "b", InteractionKind.View, 1);
        Did("w", "c", InteractionKind.View, 30);
        var before = workflow.Rows(request, null, Never).Rows;
        Did("u", "b", InteractionKind.Purchase, 2);
        Did("v", "a", InteractionKind.Purchase, 2);

        var after = workflow.Rows(request, null, Never).Rows;

        Assert.Equal(before.Select(row => string.Join(' ', row.Values)), after.Select(row => string.Join(' ', row.Values)));
        Assert.Equal([0.0, 1], after.Select(row => row.Outcome));
    }

    [Fact]
    public void Train_UsersWhoTakeWhatTheyLike_IsBetterThanTheBaseRate()
    {
        var random = new SplittableRandom(4);
        for (var day = 0; day < 1500; day++)
        {
            var user = random.NextInteger(60);
            var item = random.NextInteger(2) == 0 ? "a" : "c";
            Did($"u{user}", item, InteractionKind.View, day / 10.0);
            if (random.NextDouble() < (item == "a" ? 0.5 : 0.05))
            {
                Did($"u{user}", item, InteractionKind.Like, (day + 0.5) / 10.0);
            }
        }

        var training = workflow.Train(request with { Outcome = ResponseOutcome.Interaction, Window = TimeSpan.FromHours(2) }, null, Never);

        Assert.Null(training.Report.Shortage);
        Assert.NotEqual(ResponseForm.BaseRate, training.Report.Chosen);
        Assert.True(training.Report.Contenders[1].OverBaseRate.Low > 0);
    }

    [Fact]
    public void Train_AnEmptyDomain_SaysThatThereIsNotEnough() =>
        Assert.Equal("ShortageRows", workflow.Train(request, null, Never).Report.Shortage?.Code);

    [Fact]
    public void Train_RequestsThatCannotBe_AreRefused()
    {
        Assert.Equal("click-without-impression", Code(request with { Outcome = ResponseOutcome.Click }));
        Assert.Equal("invalid-response-request", Code(request with { Window = TimeSpan.Zero }));
        Assert.Equal("invalid-response-options", Code(request with { Options = new ResponseOptions { Trees = 0 } }));
        Assert.Equal("unknown-domain", Code(request with { Domain = "films" }));
    }

    private string Code(ResponseRequest wrong) => Assert.Throws<KuajieException>(() => workflow.Train(wrong, null, Never)).Code;

    private static int Place(string feature) =>
        ResponseFeatures.Names.Select((each, place) => (each, place)).Single(each => each.each.Name == feature).place;

    private void Did(string user, string item, InteractionKind kind, double day) =>
        workspace.OwnInteractions.Add("courses", user, item, kind, At.AddDays(day), null);

    private static Item ItemOf(string id, long? price, params string[] tags) =>
        new("courses", id, "course", id, null, tags, price, price is null ? null : "CNY", null, null, null, "{}");
}
