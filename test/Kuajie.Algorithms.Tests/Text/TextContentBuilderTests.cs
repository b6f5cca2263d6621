using Kuajie.Algorithms.Text;

namespace Kuajie.Algorithms.Tests.Text;

public class TextContentBuilderTests
{
    [Fact]
    public void Build_TwoDomains_EqualsHandCalculation()
    {
        var builder = new TextContentBuilder(new TextContentOptions { MostItemShare = 1 });
        var (first, second) = (builder.AddDomain(), builder.AddDomain());
        builder.Add(first, new ItemText("run run", "swim", ["Fit"], []));
        builder.Add(first, new ItemText("swim", null, [], []));
        builder.Add(second, new ItemText("run", null, ["ＦＩＴ"], []));
        builder.Add(second, null);
        var contents = builder.Build();

        // 3 items speak; each of run, swim, #fit and fit is in two of them: weight ln(1 + 1.5 / 2.5). Counts of the first item: run 2 · 1, swim 0.3,
        // #fit 2, fit 1; of the third: run 1, #fit 2, fit 1.
        Assert.Equal(["run", "swim", "#fit", "fit"], contents[0].Vocabulary.Ids);
        Assert.Same(contents[0].Vocabulary, contents[1].Vocabulary);
        double[] ofFirst = [Math.Log(3), Math.Log(1.3), Math.Log(3), Math.Log(2)];
        double[] ofThird = [Math.Log(2), Math.Log(3), Math.Log(2)];
        AssertUnit(ofFirst, contents[0].Terms.RowValues(0));
        Assert.Equal([1f], contents[0].Terms.RowValues(1).ToArray());
        AssertUnit(ofThird, contents[1].Terms.RowValues(0));
        Assert.Equal(0, contents[1].Terms.RowLength(1));
    }

    [Fact]
    public void Build_RareTerm_WeighsMoreThanACommonOne()
    {
        var builder = new TextContentBuilder(new TextContentOptions { MostItemShare = 1 });
        var domain = builder.AddDomain();
        builder.Add(domain, new ItemText("common rare", null, [], []));
        builder.Add(domain, new ItemText("common rare", null, [], []));
        builder.Add(domain, new ItemText("common", null, [], []));
        var row = builder.Build()[0].Terms.RowValues(0);

        // ln(1 + 0.5 / 3.5) for a term of all 3 items, ln(1 + 1.5 / 2.5) for one of 2.
        Assert.Equal(Math.Log(1.6) / Math.Log(8.0 / 7), row[1] / row[0], 1e-5);
    }

    [Fact]
    public void Build_Limits_KeepTheHeaviestTermsAndDropUselessOnes()
    {
        var builder = new TextContentBuilder(new TextContentOptions { MostItemShare = 0.75, MostTermsPerItem = 1 });
        var domain = builder.AddDomain();
        builder.Add(domain, new ItemText("everywhere twice", "thrice", [], []));
        builder.Add(domain, new ItemText("everywhere twice once", "thrice", [], []));
        builder.Add(domain, new ItemText("everywhere the 2026", "thrice", [], []));
        builder.Add(domain, new ItemText("everywhere the 2026", null, [], []));
        var content = builder.Build()[0];

        Assert.Equal(["twice", "thrice"], content.Vocabulary.Ids);
        Assert.Equal([0], content.Terms.RowColumns(0).ToArray());
        Assert.Equal([1], content.Terms.RowColumns(2).ToArray());

        var small = new TextContentBuilder(new TextContentOptions { MostItemShare = 1, MostTerms = 1 });
        small.AddDomain();
        small.Add(0, new ItemText("a1 b1", null, [], []));
        small.Add(0, new ItemText("a1 b1", null, [], []));
        small.Add(0, new ItemText("b1", null, [], []));
        Assert.Equal(["b1"], small.Build()[0].Vocabulary.Ids);
    }

    [Fact]
    public void Build_Attributes_CountWholeAndByWord()
    {
        var builder = new TextContentBuilder(new TextContentOptions { MostItemShare = 1 });
        var domain = builder.AddDomain();
        builder.Add(domain, new ItemText(null, null, [], [("lecturer", "王 芳")]));
        builder.Add(domain, new ItemText("王", null, [], [("lecturer", "王 芳")]));

        Assert.Equal(["@lecturer=王 芳", "王", "芳"], builder.Build()[0].Vocabulary.Ids);
    }

    private static void AssertUnit(double[] expected, ReadOnlySpan<float> found)
    {
        var norm = Math.Sqrt(expected.Sum(value => value * value));
        Assert.Equal(expected.Length, found.Length);
        for (var place = 0; place < expected.Length; place++)
        {
            Assert.Equal(expected[place] / norm, found[place], 1e-6);
        }
    }
}
