namespace Kuajie.Repository.Tests.Formatting;

public sealed class FormattingTests
{
    [Fact]
    public async Task Source_UnderTheFormatter_DoesNotChange()
    {
        var (restored, restoring) = await Repository.RunAsync("dotnet", ["tool", "restore"]);
        Assert.True(restored == 0, restoring);

        var (code, output) = await Repository.RunAsync("dotnet", ["csharpier", "check", "."]);

        Assert.True(code == 0, $"Run `dotnet csharpier format .` and commit what it changes.\n{output}");
    }
}
