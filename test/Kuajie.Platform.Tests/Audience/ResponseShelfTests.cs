using System.Globalization;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Conformance.InMemory;
using Kuajie.Marketing.Response;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations.Impressions;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Audience;

/// <summary>Models of clicks, kept and asked: in this world the first place is clicked, and one placement more than the other.</summary>
public sealed class ResponseShelfTests : IDisposable
{
    private const int Lists = 900;
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly CancellationToken Never = TestContext.Current.CancellationToken;
    private static readonly string[] Users = ["u1", "nobody"];
    private readonly FakeTimeProvider clock = new(At.AddDays(95));
    private readonly InMemoryWorkspace workspace;
    private readonly List<(string Domain, Outcome Outcome)> done = [];
    private readonly ResponseWorkflow workflow;
    private readonly InMemoryResponseModelStore held = new();
    private readonly ResponseShelf shelf;
    private readonly ResponseRequest request = new()
    {
        Domain = "courses",
        Outcome = ResponseOutcome.Click,
        Occasion = ResponseOccasion.Impression,
        Window = TimeSpan.FromDays(1),
    };

    public ResponseShelfTests()
    {
        workspace = new InMemoryWorkspace(clock);
        workspace.OwnPartners.EnsureDomain("courses");
        workspace.OwnCatalog.Put([ItemOf("a"), ItemOf("b")]);
        workflow = new ResponseWorkflow(
            workspace.Partners,
            new InMemoryLiveStore(workspace.OwnInteractions),
            workspace.Catalog,
            workspace.Impressions,
            new InMemoryOutcomes(done)
        );
        shelf = new ResponseShelf(held, clock);
        var random = new SplittableRandom(4);
        for (var list = 0; list < Lists; list++)
        {
            var (id, at, scene) = ($"l{list:0000}", At.AddDays(list / 10.0), random.NextInteger(2) == 0 ? "home" : "end");
            var user = $"u{random.NextInteger(40)}";
            workspace.Impressions.Append(
                ImpressionBlock.Of([new Impression(id, at, "courses", user, null, scene, null, [Place("a", 1), Place("b", 2)])])
            );
            foreach (var (item, chance) in new[] { ("a", scene == "home" ? 0.6 : 0.2), ("b", 0.05) })
            {
                if (random.NextDouble() < chance)
                {
                    done.Add(("courses", new Outcome(user, InteractionKind.Click, at.AddMinutes(1), null, id, item)));
                    workspace.OwnInteractions.Add("courses", user, item, InteractionKind.Click, at.AddMinutes(1), null);
                }
            }
        }
    }

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void Keep_ThenFind_IsTheSameModelWithAllThatWasRecorded()
    {
        var training = workflow.Train(request, null, Never);
        shelf.Keep("clicks", request, training);

        var kept = new ResponseShelf(held, clock).Find("courses", "clicks");

        Assert.Equal(Bytes(training.Model!), Bytes(kept.Model));
        Assert.Equal(clock.GetUtcNow(), kept.KeptAt);
        Assert.Equal((request.Outcome, request.Occasion, request.Window), Told(kept.Summary.Request));
        Assert.Equal(
            training.Report.Contenders.Select(each => (each.Form, each.OverBaseRate, each.Metrics[0], each.Reliability.Count)),
            kept.Summary.Report.Contenders.Select(each => (each.Form, each.OverBaseRate, each.Metrics[0], each.Reliability.Count))
        );
        Assert.Equal(training.Report.Parts, kept.Summary.Report.Parts);
        Assert.Equal(kept.Summary.Report.Chosen, Assert.Single(shelf.Of("courses")).Summary!.Report.Chosen);
        shelf.Remove("courses", "clicks");
        Assert.Equal("unknown-response-model", Code(() => shelf.Find("courses", "clicks")));
        Assert.Equal("unknown-response-model", Code(() => shelf.Remove("courses", "clicks")));
    }

    [Fact]
    public void Keep_NotesOfTheTraining_AreReadInTheReadersLanguage()
    {
        var training = workflow.Train(request, null, Never);
        shelf.Keep("clicks", request, training);
        var (was, note) = (CultureInfo.CurrentUICulture, Assert.Single(training.Report.Notes, each => each.Code == "NoteConstant"));

        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-Hans");
            var read = shelf.Find("courses", "clicks").Summary.Report.Notes.Single(each => each.Code == "NoteConstant");

            Assert.Equal($"{note}", $"{read}");
            Assert.Contains("因在训练数据中", $"{read}", StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentUICulture = was;
        }
    }

    [Theory]
    [InlineData("model")]
    [InlineData("summary")]
    [InlineData("hash")]
    public void Find_WhatIsNotWhatWasKept_SaysSoWithACure(string part)
    {
        shelf.Keep("clicks", request, workflow.Train(request, null, Never));
        var kept = held.Find("courses", "clicks")!;
        held.Put(
            part switch
            {
                "model" => kept with { ModelJson = kept.ModelJson.Replace("\"slope\":", "\"slope\":1", StringComparison.Ordinal) },
                "summary" => kept with { SummaryJson = kept.SummaryJson.Replace("Click", "Conversion", StringComparison.Ordinal) },
                _ => kept with { Hash = new string('0', 64) },
            }
        );

        var fault = Assert.Throws<KuajieException>(() => shelf.Find("courses", "clicks"));

        Assert.Equal("damaged-response-model", fault.Code);
        Assert.Contains("clicks", fault.Found, StringComparison.Ordinal);
        Assert.Contains("Train it again", fault.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public void Keep_WhatCannotBe_IsRefused()
    {
        var training = workflow.Train(request, null, Never);

        Assert.Equal("invalid-response-model-name", Code(() => shelf.Keep("../x", request, training)));
        Assert.Equal("response-shortage", Code(() => shelf.Keep("x", request, training with { Model = null })));
        for (var number = 0; number < ResponseShelf.MostOfDomain; number++)
        {
            held.Put(new RecordedResponseModel("courses", $"m{number}", At, "{}", "{}", ""));
        }
        Assert.Equal("too-many-response-models", Code(() => shelf.Keep("one-more", request, training)));
        Assert.Equal("m7", shelf.Keep("m7", request, training).Name);
        Assert.Null(shelf.Of("courses").Single(each => each.Name == "m8").Summary);
    }

    [Fact]
    public void Predict_GivenUsersAndPlacements_AreTakenApartIntoWhatEachFeatureAdds()
    {
        var kept = shelf.Keep("clicks", request, workflow.Train(request, null, Never));
        ResponseItem[] items =
        [
            new("courses", "a", new ShownAs(1, "home", Slot: "ranked", Score: 0.7)),
            new("courses", "a", new ShownAs(1, "end", Slot: "ranked", Score: 0.7)),
            new("courses", "b", new ShownAs(2, "home", Slot: "ranked", Score: 0.7)),
        ];

        var found = workflow.Predict(kept, Users, items, clock.GetUtcNow(), Never);

        Assert.Equal(6, found.Count);
        Assert.Equal([true, true, true, false, false, false], found.Select(each => each.IsKnown));
        foreach (var user in new[] { found.Take(3).ToArray(), [.. found.Skip(3)] })
        {
            Assert.True(user[0].Prediction.Value > user[1].Prediction.Value + 0.1);
            Assert.True(user[1].Prediction.Value > user[2].Prediction.Value);
            Assert.InRange(user[0].Prediction.Value, 0.4, 0.8);
        }
        Assert.All(
            found,
            each => Assert.Equal(each.Prediction.Score, each.Prediction.Base + each.Prediction.Contributions.Sum(part => part.Amount), 1e-9)
        );
    }

    /// <summary>A prediction at a moment of the past is the one that a row of that moment gives: training and prediction see the same.</summary>
    [Fact]
    public void Predict_AtTheMomentOfARow_SeesWhatTheRowSaw()
    {
        var training = workflow.Train(request, null, Never);
        var kept = shelf.Keep("clicks", request, training);
        var row = workflow.Rows(request, null, Never).Rows[700];
        var (scene, item) = (row.Values[15].Level, row.Values[12].Number == 0 ? "a" : "b");
        var how = new ShownAs(item == "a" ? 1 : 2, scene, null, "ranked", 0.7);

        var found = workflow.Predict(kept, [row.Group!], [new ResponseItem("courses", item, how)], row.At, Never);

        Assert.Equal(training.Model!.Predict(row.Values).Score, Assert.Single(found).Prediction.Score);
    }

    [Fact]
    public void Predict_WhatTheModelCannotKnow_IsRefused()
    {
        var kept = shelf.Keep("clicks", request, workflow.Train(request, null, Never));
        var views = kept with
        {
            Summary = kept.Summary with
            {
                Request = request with { Occasion = ResponseOccasion.View, Outcome = ResponseOutcome.Conversion },
            },
        };

        Assert.Equal("nothing-to-predict", Code(() => Predict(kept, [], new ShownAs(), "a")));
        Assert.Equal("unknown-item", Code(() => Predict(kept, Users, new ShownAs(), "z")));
        Assert.Equal("invalid-position", Code(() => Predict(kept, Users, new ShownAs(0), "a")));
        Assert.Equal("not-shown", Code(() => Predict(views, Users, new ShownAs(1), "a")));
        Assert.Equal(
            "domain-not-learnt",
            Code(() => workflow.Predict(kept, Users, [new ResponseItem("films", "a", null)], clock.GetUtcNow(), Never))
        );
        // What a creative shows need not be in a catalog.
        Assert.Equal(2, Predict(kept, Users, new ShownAs(Creative: "spring:red"), "poster").Count);
    }

    private IReadOnlyList<UserResponse> Predict(KeptResponse kept, string[] users, ShownAs how, string item) =>
        workflow.Predict(kept, users, [new ResponseItem("courses", item, how)], clock.GetUtcNow(), Never);

    private static (ResponseOutcome, ResponseOccasion, TimeSpan) Told(ResponseRequest request) =>
        (request.Outcome, request.Occasion, request.Window);

    private static byte[] Bytes(ResponseModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    private static string Code(Action wrong) => Assert.Throws<KuajieException>(wrong).Code;

    private static string Code(Func<object> wrong) => Assert.Throws<KuajieException>(wrong).Code;

    private static ImpressionItem Place(string item, int position) => new("courses", item, position, "m", "ranked", 0.7, null);

    private static Item ItemOf(string id) => new("courses", id, "course", id, null, [], null, null, null, null, null, "{}");
}
