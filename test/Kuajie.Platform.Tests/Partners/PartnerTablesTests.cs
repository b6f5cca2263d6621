using Kuajie.Marketing.Partners;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Tests.Tables;
using TableText = Kuajie.Platform.Tests.Tables.Tables;

namespace Kuajie.Platform.Tests.Partners;

public sealed class PartnerTablesTests
{
    private const string Candidates = """
        partner,field,revenue,fee,price,least_share,largest_share,required,competes,q1
        race,sports,4000,100,200,50%,100%,yes,runs;north,2
        shoe,apparel,3000,,150,0.1,0.8,,north,1
        app,devices,1000,10,0,,,,,
        """;

    [Fact]
    public void Read_Candidates_SharesGroupsAndQuarters()
    {
        var list = CandidateTable.Read(TableText.Of(Candidates), "CNY");

        var race = list.Candidates[0];
        Assert.Equal((400_000, 10_000, 20_000), (race.RevenueMinorUnits, race.FeeMinorUnits, race.PriceMinorUnits));
        Assert.Equal((5000, 10_000, true), (race.LeastShareBasisPoints, race.LargestShareBasisPoints, race.IsRequired));
        Assert.Equal([2, 0, 0, 0], race.QuarterWork);
        Assert.Equal(
            (1000, 8000, false),
            (list.Candidates[1].LeastShareBasisPoints, list.Candidates[1].LargestShareBasisPoints, list.Candidates[1].IsRequired)
        );
        Assert.Equal(["race", "shoe"], Assert.Single(list.Competing));
    }

    [Fact]
    public void Read_CandidatesWithFaults_AreAllNamed() =>
        Assert.Equal(
            [("missing-value", "t.csv:2"), ("wrong-value", "t.csv:3"), ("mixed-currency", "t.csv:3"), ("missing-value", "t.csv:4")],
            TableText.Faults(() => CandidateTable.Read(TableText.Of("partner,field,revenue,fee\na,x,,1\nb,x,-5,$9\n,x,5,5\n"), "CNY"))
        );

    [Fact]
    public void Choose_ImpossibleLimits_NamesTheConflict()
    {
        var result = PortfolioWork.Choose(
            "c",
            CandidateTable.Read(TableText.Of(Candidates), "CNY"),
            new PortfolioWish(100, "CNY"),
            TestContext.Current.CancellationToken
        );

        Assert.Empty(result.Answer.Choices);
        Assert.Equal(["LimitBudget", "LimitRequired"], result.Answer.Conflict.Select(limit => limit.Code));
        Assert.Null(result.Budgets);
    }

    [Fact]
    public void Choose_NamesTwice_IsAFaultWithACure() =>
        Assert.Equal(
            [("partner-name", "c.csv")],
            TableText.Faults(() =>
                PortfolioWork.Choose(
                    "c.csv",
                    CandidateTable.Read(TableText.Of("partner,field,revenue\na,x,1\na,x,2\n"), "CNY"),
                    new PortfolioWish(100, "CNY"),
                    TestContext.Current.CancellationToken
                )
            )
        );

    [Fact]
    public void Choose_CancelledBefore_Ends()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var list = CandidateTable.Read(TableText.Of(Candidates), "CNY");

        Assert.ThrowsAny<OperationCanceledException>(() =>
            PortfolioWork.Choose("c", list, new PortfolioWish(100_000, "CNY"), source.Token)
        );
    }

    [Fact]
    public void Read_Aggregates_TakeThePlaceOfWhatIsKnownPartByPart()
    {
        var known = new PartnerAggregates("race", 100, 50)
        {
            Shared = new Tally(5, 50),
            OwnTags = new Dictionary<string, long> { ["a"] = 1 },
        };
        var tables = new AggregateTables(
            TableText.Of("partner,positive,positive_of\nrace,8,10\nshoe,,\n"),
            TableText.Of("partner,side,tag,count\nrace,partner,b,3\nrace,partner,b,4\n"),
            TableText.Of("partner,side,price,count\nrace,own,100,1\nrace,own,400,1\nrace,partner,5,9\n")
        );

        var read = tables.Read([known], "CNY");

        Assert.Equal(["race", "shoe"], read.Select(each => each.Partner));
        Assert.Equal((new Tally(5, 50), new Tally(8, 10)), (read[0].Shared, read[0].Positive));
        Assert.Equal((1, 7), (read[0].OwnTags["a"], read[0].PartnerTags["b"]));
        Assert.Equal(Math.Log(20_000), read[0].OwnPrices.MeanLog, 12);
        Assert.Equal(Math.Sqrt(2) * Math.Log(2), read[0].OwnPrices.DeviationLog, 12);
        // Nine times the same price tells nothing of a spread: not known, instead of an error or a NaN.
        Assert.Equal(default, read[0].PartnerPrices);
        Assert.All(
            PartnerFitWork.Rank(null, [known], tables, "CNY", new FitWeights()),
            fit => Assert.True(fit.Low <= fit.Score && fit.Score <= fit.High)
        );
    }

    [Theory]
    [InlineData("partner,shared,shared_of\na,5,\n", "half-a-tally")]
    [InlineData("partner,shared,shared_of\na,5,4\n", "half-a-tally")]
    [InlineData("partner\na\na\n", "partner-twice")]
    public void Read_AggregatesThatDoNotFit_AreNamed(string text, string code) =>
        Assert.Equal(
            [code],
            TableText.Faults(() => new AggregateTables(TableText.Of(text), null, null).Read([], "CNY")).Select(fault => fault.Code)
        );

    [Theory]
    [InlineData("partner,side,price\na,own,0\n", "wrong-value")]
    [InlineData("partner,side,price\na,own,-5\n", "wrong-value")]
    [InlineData("partner,side,price\na,own,\n", "missing-value")]
    [InlineData("partner,side,price\na,theirs,5\n", "wrong-value")]
    [InlineData("partner,side,price\na,own,€5\n", "mixed-currency")]
    public void Read_PricesThatDoNotFit_AreNamed(string text, string code) =>
        Assert.Equal(
            [code],
            TableText.Faults(() => new AggregateTables(null, null, TableText.Of(text)).Read([], "CNY")).Select(fault => fault.Code)
        );

    [Fact]
    public void Rank_Nobody_SaysWhatToDo() =>
        Assert.Equal(
            "no-partners",
            Assert
                .Throws<KuajieException>(() =>
                    PartnerFitWork.Rank("knowledge", [], new AggregateTables(null, null, null), "CNY", new FitWeights())
                )
                .Code
        );

    [Theory]
    [InlineData("overlap=0.5, tags=0", 0.5, 0)]
    [InlineData("", 0.15, 0.2)]
    public void WeightsRead_NamedParts_ChangeOthersStay(string text, double overlap, double tags)
    {
        var weights = FitWeightText.Read(text);

        Assert.Equal((overlap, tags, 0.1), (weights.Overlap, weights.Tags, weights.Safety));
    }

    [Theory]
    [InlineData("overlap")]
    [InlineData("overlap=x")]
    [InlineData("overlap=-1")]
    [InlineData("luck=1")]
    [InlineData("overlap=NaN")]
    public void WeightsRead_Nonsense_IsRefused(string text) =>
        Assert.Equal("wrong-weights", Assert.Throws<KuajieException>(() => FitWeightText.Read(text)).Code);

    [Fact]
    public void ReadTies_LossOrMissing_IsNamed() =>
        Assert.Equal(
            [("wrong-value", "t.csv:2"), ("missing-value", "t.csv:3")],
            TableText.Faults(() => CandidateTable.ReadTies(TableText.Of("first,second,profit\na,b,-4\na,c,\n"), "CNY"))
        );
}
