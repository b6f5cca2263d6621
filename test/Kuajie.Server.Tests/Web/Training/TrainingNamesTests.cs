using System.Text.Json;
using Kuajie.Algorithms.Models;
using Kuajie.Client.Training;
using Kuajie.Server.Web.Pages.Training;

namespace Kuajie.Server.Tests.Web.Training;

/// <summary>Whatever can be trained has words for people, and a form says what was filled in.</summary>
public sealed class TrainingNamesTests
{
    [Fact]
    public void Kinds_Each_HaveANameAndAHelp()
    {
        string[] kinds = ["auto", .. ModelCatalog.Kinds.Select(kind => kind.Name)];

        Assert.All(kinds, kind => Assert.NotEqual(kind, ModelNames.Kind(kind)));
        Assert.All(kinds, kind => Assert.NotEqual("", ModelNames.KindHelp(kind)));
        Assert.Equal("something-new", ModelNames.Kind("something-new"));
    }

    [Fact]
    public void Options_OfEveryKind_HaveAHelp()
    {
        var options = ModelCatalog.Kinds.SelectMany(kind => Defaults(kind.Name).EnumerateObject().Select(option => option.Name)).Distinct();

        Assert.All(options, option => Assert.NotEmpty(OptionNames.Help(option)));
    }

    [Fact]
    public void ToRequest_OptionsTyped_GetTheTypesOfTheDefaults()
    {
        var draft = new TrainingDraft { Model = "item-knn", IsByHand = true };
        draft.Options["neighbors"] = "50";
        draft.Options["shrinkage"] = "2.5";
        draft.Options["similarity"] = "jaccard";
        draft.Options["weightExponent"] = "";

        var request = draft.ToRequest(Defaults("item-knn"));

        Assert.Equal("""{"neighbors":50,"shrinkage":2.5,"similarity":"jaccard"}""", request.Options!.Value.GetRawText());
    }

    [Fact]
    public void ToRequest_OptionsOfNoUse_GoAsTheyWereTyped()
    {
        var draft = new TrainingDraft { Model = "item-knn", IsByHand = true };
        draft.Options["neighbors"] = "many";

        Assert.Equal("""{"neighbors":"many"}""", draft.ToRequest(Defaults("item-knn")).Options!.Value.GetRawText());
    }

    [Fact]
    public void ToRequest_ARefresh_KeepsNoKindAndNoOptions()
    {
        var draft = new TrainingDraft
        {
            Model = "item-knn",
            IsByHand = true,
            IsRefresh = true,
        };
        draft.Options["neighbors"] = "50";

        var request = draft.ToRequest(Defaults("item-knn"));

        Assert.Equal(("auto", true, null), (request.Model, request.Refresh, request.Options));
    }

    [Fact]
    public void Of_ARequest_GivesItBack()
    {
        var request = new TrainingRunRequest(
            ["a", "b"],
            "joint-als",
            JsonDocument.Parse("""{"rank":16,"solver":"cg"}""").RootElement,
            BudgetSeconds: 30,
            Steps: 7,
            Seed: 9,
            Promote: false,
            Measure: false,
            Weights: new Dictionary<string, double> { ["view"] = 0 }
        );

        var back = TrainingDraft.Of(request).ToRequest(Defaults("joint-als"));

        Assert.Equal(JsonSerializer.Serialize(request), JsonSerializer.Serialize(back));
    }

    private static JsonElement Defaults(string kind) =>
        JsonDocument.Parse(OptionsJson.Write(ModelCatalog.Find(kind)!.CreateTrainer().Options)).RootElement;
}
