using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Training;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every store of model files must do.</summary>
public abstract class ModelFileStoreSuite
{
    /// <summary>The store under test, empty at first.</summary>
    protected abstract IModelFileStore Store { get; }

    /// <summary>A small model of two domains with every kind of array, empty ones too.</summary>
    public static ModelDocument Sample { get; } =
        new(
            new ModelState(
                "sample",
                1,
                [2, 3],
                """{"rank":2,"名称":"测试"}""",
                new Dictionary<string, ModelArray>
                {
                    ["factors"] = new ModelArray.Floats(new[] { 1f, -0f, float.Epsilon, float.MaxValue, 0.1f, float.NaN }),
                    ["rows"] = new ModelArray.Integers(new[] { 0, int.MaxValue, int.MinValue }),
                    ["nothing"] = new ModelArray.Floats(Array.Empty<float>()),
                }
            ),
            [new ModelDomain("knowledge", new IdMap(["c1", "课程二"])), new ModelDomain("sports", new IdMap(["e1", "", "e\0\n3"]))],
            """{"seed":7}"""
        );

    [Fact]
    public void Read_GivesBackEveryBit()
    {
        Store.Write("v1", Sample);

        var read = Store.Read("v1");

        Assert.Equal(Sample.State.Model, read.State.Model);
        Assert.Equal(Sample.State.TargetDomain, read.State.TargetDomain);
        Assert.Equal(Sample.State.DomainItemCounts, read.State.DomainItemCounts);
        Assert.Equal(Sample.State.OptionsJson, read.State.OptionsJson);
        Assert.Equal(Sample.ProvenanceJson, read.ProvenanceJson);
        Assert.Equal(Sample.Domains.Select(domain => domain.Name), read.Domains.Select(domain => domain.Name));
        Assert.Equal(Sample.Domains.Select(domain => domain.Items.Ids), read.Domains.Select(domain => domain.Items.Ids));
        Assert.Equal(Sample.State.Arrays.Keys.Order(), read.State.Arrays.Keys.Order());
        Assert.Equal(Bits(Sample), Bits(read));
        Assert.Equal([0, int.MaxValue, int.MinValue], read.State.Integers("rows").ToArray());
    }

    [Fact]
    public void Write_SameDocument_SameChecksum()
    {
        var first = Store.Write("v1", Sample);

        Assert.Matches("^[0-9a-f]{64}$", first);
        Assert.Equal(first, Store.Write("v2", Sample));
        Assert.NotEqual(first, Store.Write("v3", Sample with { ProvenanceJson = "{}" }));
    }

    [Fact]
    public void Write_Again_Replaces()
    {
        Store.Write("v1", Sample);
        Store.Write("v1", Sample with { ProvenanceJson = """{"seed":8}""" });

        Assert.Equal("""{"seed":8}""", Store.Read("v1").ProvenanceJson);
    }

    [Fact]
    public void Stage_IsReadOnlyOncePublished()
    {
        var checksum = Store.Stage("v1", Sample);

        Assert.Equal("missing-model-file", Assert.Throws<KuajieException>(() => Store.Read("v1")).Code);
        Store.Publish("v1");
        Assert.Equal("sample", Store.Read("v1").State.Model);
        Assert.Equal(checksum, Store.Write("v1", Sample));
    }

    [Fact]
    public void Read_Absent_SaysSo() => Assert.Equal("missing-model-file", Assert.Throws<KuajieException>(() => Store.Read("v9")).Code);

    [Theory]
    [InlineData("")]
    [InlineData("../v1")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    public void Read_IdThatIsNoName_Refuses(string versionId) =>
        Assert.Equal("invalid-version-id", Assert.Throws<KuajieException>(() => Store.Read(versionId)).Code);

    [Fact]
    public void Write_IdsThatDoNotFitTheModel_Refuses() =>
        Assert.Throws<ArgumentException>(() => Store.Write("v1", Sample with { State = Sample.State with { DomainItemCounts = [2, 2] } }));

    private static int[] Bits(ModelDocument document) =>
        [.. document.State.Floats("factors", 6).ToArray().Select(BitConverter.SingleToInt32Bits)];
}
