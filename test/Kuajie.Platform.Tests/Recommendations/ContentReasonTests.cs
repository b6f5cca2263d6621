using System.Globalization;
using System.Text.RegularExpressions;
using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Recommendations;
using Kuajie.Platform.Tests.Training;
using Kuajie.Platform.Training;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Recommendations;

/// <summary>Reasons of models that recommend by content, and what they say where there is none.</summary>
public class ContentReasonTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 10, 15, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("en", "shares the tags 营养, 恢复 with “马拉松训练", "which you finished")]
    [InlineData("zh-Hans", "因为你学完了《马拉松训练", "》：两者都有标签“营养、恢复”")]
    public void Recommend_ItemsWithSharedTags_NamesThem(string language, string start, string end) =>
        AssertReasons(language, start, end, (number, _) => number % 2 == 0 ? ["营养", "恢复"] : ["赛车"]);

    [Theory]
    [InlineData("en", "is about 马拉松, like “马拉松训练", "which you finished")]
    [InlineData("zh-Hans", "因为你学完了《马拉松训练", "》：两者都讲到“马拉松”")]
    public void Recommend_ItemsWithSharedWordsOnly_NamesPhrases(string language, string start, string end) =>
        AssertReasons(language, start, end, (_, _) => []);

    [Theory]
    [InlineData("en", "people who like it also like what is tagged 营养, as “马拉松训练", "which you finished")]
    [InlineData("zh-Hans", "因为你学完了《马拉松训练", "》（标签“营养”）：喜欢这个的人也关注这类内容")]
    public void Recommend_TagsLentByTheAudience_AreNotSaidToBeTheItemsOwn(string language, string start, string end) =>
        AssertReasons(
            language,
            start,
            end,
            (number, isCourse) =>
                number % 2 == 1 ? ["赛车"]
                : isCourse || number % 4 == 0 ? ["营养"]
                : [],
            (number, isCourse) => !isCourse && number % 4 == 2 ? $"{number}" : null
        );

    [Theory]
    [InlineData("en", "is close in content to “", "which you finished")]
    [InlineData("zh-Hans", "因为你学完了《", "》：两者内容相近")]
    public void Recommend_ItemsOfOneLanguageOnly_ItIsNotSaidToBeWhatTheyAreAbout(string language, string start, string end) =>
        AssertReasons(
            language,
            start,
            end,
            (_, _) => [],
            (number, _) => $"{(char)('A' + number)}",
            number => number % 2 == 0 ? "zh" : "en"
        );

    [Theory]
    [InlineData("en", "is about 冉晚舟, like “", "which you finished")]
    [InlineData("zh-Hans", "因为你学完了《", "》：两者都讲到“冉晚舟”")]
    public void Recommend_ItemsThatNameOnePerson_NameWholePersonsOnly(string language, string start, string end) =>
        AssertReasons(
            language,
            start,
            end,
            (_, _) => [],
            (number, isCourse) => isCourse ? $"{number}" : $"{(number % 2 == 0 ? "冉晚舟" : "顾星阑")}",
            null,
            number =>
                (number % 4) switch
                {
                    0 => "冉晚舟",
                    2 => "冉晚星",
                    _ => "顾星阑",
                }
        );

    [Theory]
    [InlineData("content")]
    [InlineData("content-bridge")]
    public void Train_CatalogWithoutTexts_NamesTheDomainAndTheCure(string model)
    {
        var workspace = TwoTasteWorkspace.Create(clock);
        workspace.OwnCatalog = new InMemoryCatalogStore();

        var fault = Assert.Throws<KuajieException>(() => Train(workspace, model));

        Assert.Equal("no-content", fault.Code);
        Assert.Contains("kuajie import --domain", fault.Cure, StringComparison.Ordinal);
        Assert.Contains(model, fault.Expected, StringComparison.Ordinal);
    }

    /// <summary>Of a past item that speaks through both parts, the stronger one gives the words; shares are of the blend's whole score.</summary>
    [Fact]
    public void Recommend_BlendOfContentAndNeighbours_TellsBothAndSharesAddUp()
    {
        var workspace = TwoTasteWorkspace.Create(clock);
        workspace.OwnCatalog = Catalog((_, _) => [], (number, isCourse) => $"{(number % 4 < 2 ? "马拉松" : "赛车")}{number}");
        Train(workspace, "joint-blend", Blend("bridge-similarity", 3));

        var list = Recommend(workspace, "k2", mostReasons: 1000);

        var personal = list.Items.Where(item => item.Reasons.Any(reason => reason.BecauseOf is not null)).ToArray();
        Assert.NotEmpty(personal);
        Assert.All(personal, item => Assert.Equal(1, item.Reasons.Sum(reason => reason.Contribution!.Value), 6));
        var kinds = personal.SelectMany(item => item.Reasons).Select(reason => reason.Kind).ToHashSet();
        Assert.Contains(ReasonKind.SharedContent, kinds);
        Assert.Contains(ReasonKind.Neighbors, kinds);
    }

    private static string Blend(string other, double weight) =>
        $$"""
        {"parts":[{"model":"content-bridge"},{"model":"{{other}}"}],"weights":[{{string.Join(
            ',',
            Enumerable.Repeat(FormattableString.Invariant($"1,0,{weight},0"), 3)
        )}}]}
        """;

    private void AssertReasons(
        string language,
        string start,
        string end,
        Func<int, bool, string[]> tagsOf,
        Func<int, bool, string?>? titleOf = null,
        Func<int, string>? languageOf = null,
        Func<int, string>? lecturerOf = null
    )
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            foreach (var (model, options) in ((string, string)[])[("content-bridge", "{}"), ("joint-blend", Blend("popularity", 0.1))])
            {
                var workspace = TwoTasteWorkspace.Create(clock);
                workspace.OwnCatalog = Catalog(tagsOf, titleOf, languageOf, lecturerOf);
                Train(workspace, model, options);
                // User k38 likes even items, and is linked to nobody.
                var reasons = Recommend(workspace, "k38", mostReasons: 20).Items.SelectMany(item => item.Reasons).ToArray();

                Assert.All(
                    reasons.Where(reason => reason.BecauseOf is not null),
                    // What people did is said where content has nothing to say that convinces.
                    reason =>
                        Assert.True(
                            reason.Kind == ReasonKind.SharedContent
                                || ((languageOf ?? lecturerOf) is not null && reason.Kind == ReasonKind.Neighbors)
                        )
                );
                Assert.DoesNotContain(reasons, reason => languageOf is not null && reason.Text.Contains("zh", StringComparison.Ordinal));
                Assert.DoesNotContain(reasons, reason => Regex.IsMatch(reason.Text, "冉晚(?!舟)"));
                Assert.Contains(
                    reasons.Select(reason => reason.Text),
                    text => text.StartsWith(start, StringComparison.Ordinal) && text.EndsWith(end, StringComparison.Ordinal)
                );
            }
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static InMemoryCatalogStore Catalog(
        Func<int, bool, string[]> tagsOf,
        Func<int, bool, string?>? titleOf,
        Func<int, string>? languageOf = null,
        Func<int, string>? lecturerOf = null
    )
    {
        var catalog = new InMemoryCatalogStore();
        for (var number = 0; number < TwoTasteWorkspace.Items; number++)
        {
            foreach (var (domain, prefix) in new[] { ("knowledge", 'c'), ("sports", 'e') })
            {
                var isCourse = prefix == 'c';
                var title =
                    number % 2 == 1 ? $"赛车之夜{number}"
                    : isCourse ? $"马拉松训练{number}"
                    : $"城市马拉松{number}";
                var item = new Item(
                    domain,
                    $"{prefix}{number}",
                    "course",
                    titleOf?.Invoke(number, isCourse) ?? title,
                    null,
                    tagsOf(number, isCourse),
                    null,
                    null,
                    null,
                    null,
                    null,
                    languageOf is not null ? $$"""{"language":"{{languageOf(number)}}"}"""
                        : lecturerOf is not null && isCourse ? $$"""{"lecturer":"{{lecturerOf(number)}}"}"""
                        : "{}"
                );
                catalog.Add(item);
            }
        }
        return catalog;
    }

    private void Train(InMemoryWorkspace workspace, string model, string options = "{}") =>
        new TrainingWorkflow(workspace, clock).Train(
            new TrainingRequest
            {
                SourceDomains = ["knowledge"],
                TargetDomain = "sports",
                Model = model,
                OptionsJson = options,
                Threads = 1,
            },
            new SilentListener(),
            default
        );

    private RecommendationList Recommend(InMemoryWorkspace workspace, string user, int mostReasons = 3) =>
        new RecommendationWorkflow(workspace, clock).Recommend(
            new RecommendationRequest
            {
                UserId = user,
                UserDomain = "knowledge",
                TargetDomain = "sports",
                Count = 10,
                MostReasons = mostReasons,
            }
        );
}
