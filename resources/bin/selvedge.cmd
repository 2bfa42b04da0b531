@echo off
rem Starts Selvedge's command line from a checkout (after `npm run build`) or a package.
setlocal
set "ENTRY=%~dp0..\..\out\cli\index.js"
if not exist "%ENTRY%" (
  echo selvedge: it is not built yet. Run in the checkout: npm run build 1>&2
  exit /b 127
)
if "%SELVEDGE_NODE%"=="" set "SELVEDGE_NODE=node"
"%SELVEDGE_NODE%" "%ENTRY%" %*
exit /b %ERRORLEVEL%
