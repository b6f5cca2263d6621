using System.Reflection;

namespace Kuajie.Platform.Training;

/// <summary>Version of the program, with the commit it was built from where that is known.</summary>
public static class CodeVersion
{
    public static string Current { get; } =
        typeof(CodeVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
