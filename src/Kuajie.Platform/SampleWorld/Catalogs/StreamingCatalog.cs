using Kuajie.Platform.SampleWorld.Words;

namespace Kuajie.Platform.SampleWorld.Catalogs;

/// <summary>Streamers and their streams.</summary>
internal sealed class StreamingCatalog : PartnerCatalog
{
    private const double StreamerShare = 0.3;
    private static readonly string[] Titles =
    [
        "【{form}】{noun} 第{n}夜",
        "{streamer}的{noun}·{form}",
        "{noun}｜{form}第{n}期",
        "{season}特别场：{noun}（{streamer}）",
    ];
    private static readonly string[] TitlesEn =
    [
        "{form}: {noun}, Night {n}",
        "{noun} with {streamer} #{n}",
        "{season} Special: {noun} ({streamer})",
    ];
    private readonly Dictionary<(int Taste, bool IsChinese), string[]> streamers = [];

    public StreamingCatalog(GeneralWords general, ScenarioWords words, TasteWords[] tastes, Draws draws)
        : base(general, words, tastes, draws)
    {
        for (var taste = 0; taste < tastes.Length; taste++)
        {
            streamers[(taste, true)] = [.. Enumerable.Range(0, 9).Select(_ => Brand(true) + Draws.Pick(general.GivenNames))];
            streamers[(taste, false)] = [.. Enumerable.Range(0, 6).Select(_ => Brand(false) + Draws.Pick(general.FirstNames))];
        }
    }

    public override ItemDraft Draft(int taste, bool isChinese) =>
        Draws.Chance(StreamerShare) ? Streamer(taste, isChinese) : Stream(taste, isChinese);

    private ItemDraft Streamer(int taste, bool isChinese)
    {
        var name = Draws.Pick(streamers[(taste, isChinese)]);
        var role = Role(taste, isChinese);
        var followers = (long)Draws.LogNormal(20_000, 1.3);
        return new ItemDraft(
            "SR-",
            "streamer",
            isChinese ? $"{name}｜{role}" : $"{name}, {role}",
            isChinese
                ? $"{name}，{role}。{Blurb(taste, Noun(taste, isChinese), isChinese)}"
                : $"{name}, {role}. {Blurb(taste, Noun(taste, isChinese), isChinese)}",
            Tags(taste, isChinese),
            null,
            [new("nickname", name), new("style", role), new("followers", followers), new("usual_start_hour", Draws.Between(18, 23))]
        );
    }

    private ItemDraft Stream(int taste, bool isChinese)
    {
        var streamer = Draws.Pick(streamers[(taste, isChinese)]);
        var noun = Noun(taste, isChinese);
        var title = Phrase.Fill(
            Draws.Pick(isChinese ? Titles : TitlesEn),
            ("form", Form(taste, isChinese)),
            ("noun", noun),
            ("streamer", streamer),
            ("season", People.Season(isChinese)),
            ("n", $"{Draws.Between(1, 48)}")
        );
        return new ItemDraft(
            "LS-",
            "stream",
            title,
            Blurb(taste, noun, isChinese),
            Tags(taste, isChinese),
            null,
            [new("streamer", streamer), new("starts_at", Moment(18, 23)), new("planned_minutes", Draws.Between(4, 24) * 10)]
        );
    }
}
