namespace Kuajie.Algorithms.Tests.Models;

public class SegmentedPopularityConformanceTests : PopularityConformanceTests
{
    protected override string? OptionsJson => "{\"segments\":\"activityAndLink\"}";
}
