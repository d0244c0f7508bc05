export const account = {
  title: '我的账户',
  who: '身份',
  username: '用户名',
  name: '姓名',
  home: '所在单位',
  roles: '任职',
  role: '{{role}}({{unit}})',
  password: '修改密码',
  language: '界面语言',
}
