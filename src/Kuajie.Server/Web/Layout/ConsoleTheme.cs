using MudBlazor;

namespace Kuajie.Server.Web.Layout;

/// <summary>Colours and letters. Text on every ground has a contrast of at least 4.5 to 1, and what can be pressed is at least 24 pixels high.</summary>
internal static class ConsoleTheme
{
    // What the machine has: nothing is fetched, and Chinese and Latin letters sit well together.
    private static readonly string[] Letters =
    [
        "Inter",
        "system-ui",
        "-apple-system",
        "Segoe UI",
        "PingFang SC",
        "Microsoft YaHei",
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "sans-serif",
    ];

    /// <summary>The theme.</summary>
    public static readonly MudTheme Theme = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1f5fbf",
            Secondary = "#8a3b12",
            Tertiary = "#0b6e5f",
            Info = "#0f5c99",
            Success = "#1b6e37",
            Warning = "#8a5300",
            Error = "#b3261e",
            Background = "#f6f7f9",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#1c2430",
            DrawerBackground = "#ffffff",
            DrawerText = "#333d4b",
            DrawerIcon = "#4b5666",
            TextPrimary = "#1c2430",
            TextSecondary = "#4b5666",
            TextDisabled = "#6a7381",
            ActionDefault = "#4b5666",
            ActionDisabled = "#6a7381",
            LinesDefault = "#dde2e9",
            LinesInputs = "#7b8595",
            TableLines = "#e4e8ee",
            Divider = "#dde2e9",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8ab4f8",
            PrimaryContrastText = "#0d1b30",
            Secondary = "#f0a77f",
            SecondaryContrastText = "#2b1206",
            Tertiary = "#6fd6c2",
            TertiaryContrastText = "#04231e",
            Info = "#7fc1f5",
            InfoContrastText = "#06202f",
            Success = "#7fd69a",
            SuccessContrastText = "#06230f",
            Warning = "#f2c26b",
            WarningContrastText = "#2c1d00",
            Error = "#f5a19b",
            ErrorContrastText = "#3a0a07",
            Background = "#12161d",
            Surface = "#1a2029",
            AppbarBackground = "#1a2029",
            AppbarText = "#e8ecf2",
            DrawerBackground = "#1a2029",
            DrawerText = "#cfd6e0",
            DrawerIcon = "#aeb7c4",
            TextPrimary = "#e8ecf2",
            TextSecondary = "#b4bdca",
            TextDisabled = "#8f99a8",
            ActionDefault = "#b4bdca",
            ActionDisabled = "#8f99a8",
            LinesDefault = "#343d4a",
            LinesInputs = "#8691a1",
            TableLines = "#2b333f",
            Divider = "#343d4a",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography
            {
                FontFamily = Letters,
                FontSize = ".9375rem",
                LineHeight = "1.5",
            },
            Button = new ButtonTypography
            {
                FontFamily = Letters,
                TextTransform = "none",
                FontWeight = "600",
            },
            H1 = new H1Typography
            {
                FontFamily = Letters,
                FontSize = "1.5rem",
                FontWeight = "650",
                LineHeight = "1.3",
            },
            H2 = new H2Typography
            {
                FontFamily = Letters,
                FontSize = "1.1rem",
                FontWeight = "650",
                LineHeight = "1.4",
            },
            H3 = new H3Typography
            {
                FontFamily = Letters,
                FontSize = "1rem",
                FontWeight = "650",
                LineHeight = "1.4",
            },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px", DrawerWidthLeft = "232px" },
    };
}
