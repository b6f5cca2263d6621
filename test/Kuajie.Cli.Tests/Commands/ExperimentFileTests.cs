using System.Text.Json;
using Kuajie.Cli.Commands;
using Kuajie.Client.Experiments;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Faults;
using Kuajie.Server.Experiments;

namespace Kuajie.Cli.Tests.Commands;

/// <summary>Definitions in files are the documents that the service takes.</summary>
public sealed class ExperimentFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-experiment-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Read_WhatTheServiceTakes_IsTheSameDefinition()
    {
        var request = new ExperimentRequest(
            [new("a"), new("b", 2)],
            Metrics: [new("own", ["view"], "value", ThroughList: false, Goal: false, HigherIsBetter: false, OutlierQuantile: 0.9)],
            PlannedUnits: 100,
            ReadAnyTime: true,
            PriorDays: 14,
            BySegments: ["fans"]
        );
        var written = JsonSerializer.Serialize(request, ExperimentsJson.Default.ExperimentRequest);

        var read = ExperimentFile.Read(Written(written));

        Assert.Equal(ExperimentWire.ToDefinition(request).ToJson(), read.ToJson());
        Assert.Equal((true, false, false), (read.IsReadAnyTime, read.Metrics[0].IsThroughList, read.Metrics[0].IsHigherBetter));
    }

    [Fact]
    public void Read_CommentsAndTrailingCommas_AreLetBy() =>
        Assert.Equal(
            new ExperimentDefinition { Arms = [new("a"), new("b")] }.ToJson(),
            ExperimentFile.Read(Written("""{ /* two arms */ "arms": [{"name":"a"},{"name":"b"},], }""")).ToJson()
        );

    [Fact]
    public void Read_FormerNames_AreRefusedWithThePresentOnes()
    {
        var faults = Assert
            .Throws<SeveralFaultsException>(() =>
                ExperimentFile.Read(
                    Written("""{"arms":[{"name":"a"},{"name":"b"}],"isReadAnyTime":true,"metrics":[{"name":"m","isThroughList":false}]}""")
                )
            )
            .Faults;

        Assert.Equal(["$.isReadAnyTime", "$.metrics[0].isThroughList"], faults.Select(fault => fault.Where));
        Assert.Contains("readAnyTime", faults[0].Cure, StringComparison.Ordinal);
        Assert.Contains("'throughList'", faults[1].Cure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"arms":[{"name":"a"},{"name":"b"}],"arm":[]}""", "$.arm")]
    [InlineData("""{"arms":[{"name":7}]}""", "$.arms[0].name")]
    [InlineData("""{"traffic":1}""", "$")]
    [InlineData("null", "$")]
    [InlineData("{", "$")]
    public void Read_NoDefinition_SaysWhere(string text, string where)
    {
        var fault = Assert.Throws<KuajieException>(() => ExperimentFile.Read(Written(text)));

        Assert.Equal("unreadable-definition", fault.Code);
        Assert.Contains(where, fault.Found, StringComparison.Ordinal);
    }

    private string Written(string text)
    {
        var file = Path.Combine(folder, "exp.json");
        File.WriteAllText(file, text);
        return file;
    }
}
