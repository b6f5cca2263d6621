using Kuajie.Platform.SampleWorld.Words;

namespace Kuajie.Platform.SampleWorld.Catalogs;

/// <summary>Financial products with issuer, risk level R1–R5, term and minimum amount. The price is the minimum amount.</summary>
internal sealed class FinanceCatalog(GeneralWords general, ScenarioWords words, TasteWords[] tastes, Draws draws)
    : PartnerCatalog(general, words, tastes, draws)
{
    private static readonly int[] Terms = [0, 7, 30, 90, 180, 365, 730, 1095];
    private static readonly int[] MinimumsYuan = [1, 10, 100, 1_000, 10_000, 50_000];
    private static readonly string[] Titles =
    [
        "{brand}{noun}{n}号",
        "{brand}·{form}{noun}",
        "{form}{noun}{n}期（{brand}）",
        "{brand}{noun}（{form}系列）",
    ];
    private static readonly string[] TitlesEn = ["{brand} {noun} {n}", "{brand} {form} {noun}", "{form} {noun} Series {n} ({brand})"];

    public override ItemDraft Draft(int taste, bool isChinese)
    {
        var issuer = Brand(isChinese);
        var risk = Draws.Pick(Face(taste).Grades!);
        var noun = Noun(taste, isChinese);
        var term = Face(taste).Grades is ["R1"] ? 0 : Draws.Pick(Terms);
        var minimumYuan = Draws.Pick(MinimumsYuan);
        var title = Phrase.Fill(
            Draws.Pick(isChinese ? Titles : TitlesEn),
            ("brand", issuer),
            ("noun", noun),
            ("form", Form(taste, isChinese)),
            ("n", $"{Draws.Between(1, 60)}")
        );
        var description = isChinese
            ? $"{Blurb(taste, noun, isChinese)}风险等级{risk}，{(term == 0 ? "每日可赎回" : $"封闭期{term}天")}，{minimumYuan}元起。理财有风险，请先完成适当性测评。"
            : $"{Blurb(taste, noun, isChinese)} Risk level {risk}, {(term == 0 ? "redeemable daily" : $"closed for {term} days")}, from {minimumYuan} yuan. Capital at risk; complete the suitability questionnaire first.";
        return new ItemDraft(
            "FP-",
            "financialProduct",
            title,
            description,
            Tags(taste, isChinese),
            minimumYuan * 100L,
            [new("issuer", issuer), new("risk_level", risk), new("term_days", term), new("minimum_yuan", minimumYuan)]
        );
    }
}
